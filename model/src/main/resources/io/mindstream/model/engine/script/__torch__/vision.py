# The vision tower of Qwen3-VL. Pictures of one grid go through it together, as (pictures, patches, width); attention never
# crosses a picture. Weights come in the order of ParameterLayout.

def rotary(coordinates: Tensor, head_dim: int, dtype: int) -> Tuple[Tensor, Tensor]:
  # (patches, 2) row and column -> cosine and sine, (patches, 1, head_dim). The sine's first half is negative, so that
  # rotating is x * cosine + roll(x) * sine.
  quarter = torch.arange(0, head_dim // 2, 2, dtype=6, device=coordinates.device) / (head_dim // 2)
  frequency = torch.reciprocal(torch.pow(10000.0, quarter))
  angle = torch.flatten(torch.unsqueeze(torch.to(coordinates, 6), -1) * frequency, 1)
  sine = torch.sin(angle)
  cosine = torch.cos(angle)
  shape = [torch.size(coordinates, 0), 1, head_dim]
  return (torch.to(torch.view(torch.cat([cosine, cosine], 1), shape), dtype), torch.to(torch.view(torch.cat([torch.neg(sine), sine], 1), shape), dtype))

def positions(table: Tensor, taps: Tensor, tap_weights: Tensor) -> Tensor:
  # The learned square table, interpolated to the grid: four rows of it a patch.
  return torch.sum(torch.embedding(table, taps) * torch.unsqueeze(tap_weights, -1), [1])

def embed(w: List[Tensor], patches: Tensor, taps: Tensor, tap_weights: Tensor) -> Tensor:
  # w: patch kernel, its bias, position table
  dtype = w[0].dtype
  x = torch.linear(torch.to(patches, dtype), torch.flatten(w[0], 1), w[1])
  return x + torch.to(__torch__.vision.positions(w[2], taps, tap_weights), dtype)

def low(adapter: List[Tensor], scale: float, dtype: int) -> List[Tensor]:
  # A (rank, inputs) and B (outputs, rank) of some matrices, of rank 0 where there is none -> the same, as a block and a merger take them
  found = annotate(List[Tensor], [])
  for i in range(torch.len(adapter) // 2):
    torch.append(found, torch.to(adapter[2 * i], dtype))
    torch.append(found, torch.to(adapter[2 * i + 1] * scale, dtype))
  return found

def affine(x: Tensor, w: List[Tensor], matrix: int, low: List[Tensor], pair: int, pairs: int) -> Tensor:
  # a product with a matrix, its bias, and what the adapter adds if there is one. Behind so many pairs low has what text.dropped takes, or
  # nothing.
  y = torch.linear(x, w[matrix], w[matrix + 1])
  if torch.len(low) > 0:
    a = low[2 * pair]
    if torch.size(a, 0) > 0:
      inner = __torch__.text.dropped(x, a, low[2 * pairs], pair) if torch.len(low) > 2 * pairs else torch.linear(x, a)
      y = y + torch.linear(inner, low[2 * pair + 1])
  return y

def block(x: Tensor, w: List[Tensor], low: List[Tensor], cosine: Tensor, sine: Tensor, heads: int) -> Tensor:
  # low: an adapter's four pairs, or nothing
  pictures, patches, width = torch.size(x)
  head_dim = width // heads
  normed = torch.layer_norm(x, [width], w[0], w[1], 1e-06)
  qkv = torch.view(__torch__.vision.affine(normed, w, 2, low, 0, 4), [pictures, patches, 3 * heads, head_dim])
  qk, v = torch.split_with_sizes(qkv, [2 * heads, heads], 2)
  qk = qk * cosine + torch.roll(qk, [head_dim // 2], [3]) * sine
  q, k = torch.chunk(torch.transpose(qk, 1, 2), 2, 1)
  attended = __torch__.attention.attend(q, k, torch.transpose(v, 1, 2), torch.empty([0], device=q.device))
  attended = torch.reshape(torch.transpose(attended, 1, 2), [pictures, patches, width])
  x = x + __torch__.vision.affine(attended, w, 4, low, 1, 4)
  normed = torch.layer_norm(x, [width], w[6], w[7], 1e-06)
  inner = torch.gelu(__torch__.vision.affine(normed, w, 8, low, 2, 4), approximate="tanh")
  return x + __torch__.vision.affine(inner, w, 10, low, 3, 4)

def merge(x: Tensor, w: List[Tensor], low: List[Tensor], area: int, norm_after: bool) -> Tensor:
  # area patches become one token; the final merger normalises patches, the deepstack mergers the merged squares.
  # low: an adapter's two pairs, or nothing.
  width = torch.size(x, -1)
  if norm_after:
    y = torch.layer_norm(torch.reshape(x, [-1, area * width]), [area * width], w[0], w[1], 1e-06)
  else:
    y = torch.reshape(torch.layer_norm(x, [width], w[0], w[1], 1e-06), [-1, area * width])
  return __torch__.vision.affine(torch.gelu(__torch__.vision.affine(y, w, 2, low, 0, 2)), w, 4, low, 1, 2)

def tower(w: List[Tensor], low: List[Tensor], patches: Tensor, taps: Tensor, tap_weights: Tensor, coordinates: Tensor, depth: int, heads: int, area: int, deepstack: List[int]) -> List[Tensor]:
  # patches (pictures, patches, values) of one grid -> [merged, deepstack 0, deepstack 1, ...], each (tokens, text width). low: an adapter's
  # pairs, four a block and two a merger, or nothing.
  mergers = 12 * depth
  x = __torch__.vision.embed(w[mergers + 6 * (1 + torch.len(deepstack)):], patches, taps, tap_weights)
  cosine, sine = __torch__.vision.rotary(coordinates, torch.size(x, 2) // heads, x.dtype)
  deep = annotate(List[Tensor], [])
  for i in range(depth):
    x = __torch__.vision.block(x, w[12 * i:12 * i + 12], low[8 * i:8 * i + 8], cosine, sine, heads)
    for j in range(torch.len(deepstack)):
      if deepstack[j] == i:
        at = mergers + 6 * (j + 1)
        beside = 8 * depth + 4 * (j + 1)
        torch.append(deep, __torch__.vision.merge(x, w[at:at + 6], low[beside:beside + 4], area, True))
  return [__torch__.vision.merge(x, w[mergers:mergers + 6], low[8 * depth:8 * depth + 4], area, False)] + deep
