# The vision tower of Qwen3-VL. Pictures of one grid go through it together, as (pictures, patches, width); attention never
# crosses a picture. Weights come in the order of ParameterLayout.

def rotary(coordinates: Tensor, head_dim: int, dtype: int) -> Tuple[Tensor, Tensor]:
  # (patches, 2) row and column -> cosine and sine, (patches, 1, head_dim). The sine's first half is negative, so that
  # rotating is x * cosine + roll(x) * sine.
  quarter = torch.arange(0, head_dim // 2, 2, dtype=6) / (head_dim // 2)
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

def block(x: Tensor, w: List[Tensor], cosine: Tensor, sine: Tensor, heads: int) -> Tensor:
  pictures, patches, width = torch.size(x)
  head_dim = width // heads
  normed = torch.layer_norm(x, [width], w[0], w[1], 1e-06)
  qkv = torch.view(torch.linear(normed, w[2], w[3]), [pictures, patches, 3 * heads, head_dim])
  qk, v = torch.split_with_sizes(qkv, [2 * heads, heads], 2)
  qk = qk * cosine + torch.roll(qk, [head_dim // 2], [3]) * sine
  q, k = torch.chunk(torch.transpose(qk, 1, 2), 2, 1)
  attended = __torch__.attention.attend(q, k, torch.transpose(v, 1, 2), torch.empty([0]))
  attended = torch.reshape(torch.transpose(attended, 1, 2), [pictures, patches, width])
  x = x + torch.linear(attended, w[4], w[5])
  normed = torch.layer_norm(x, [width], w[6], w[7], 1e-06)
  inner = torch.gelu(torch.linear(normed, w[8], w[9]), approximate="tanh")
  return x + torch.linear(inner, w[10], w[11])

def merge(x: Tensor, w: List[Tensor], area: int, norm_after: bool) -> Tensor:
  # area patches become one token; the final merger normalises patches, the deepstack mergers the merged squares.
  width = torch.size(x, -1)
  if norm_after:
    y = torch.layer_norm(torch.reshape(x, [-1, area * width]), [area * width], w[0], w[1], 1e-06)
  else:
    y = torch.reshape(torch.layer_norm(x, [width], w[0], w[1], 1e-06), [-1, area * width])
  return torch.linear(torch.gelu(torch.linear(y, w[2], w[3])), w[4], w[5])

def tower(w: List[Tensor], patches: Tensor, taps: Tensor, tap_weights: Tensor, coordinates: Tensor, depth: int, heads: int, area: int, deepstack: List[int]) -> List[Tensor]:
  # patches (pictures, patches, values) of one grid -> [merged, deepstack 0, deepstack 1, ...], each (tokens, text width)
  mergers = 12 * depth
  x = __torch__.vision.embed(w[mergers + 6 * (1 + torch.len(deepstack)):], patches, taps, tap_weights)
  cosine, sine = __torch__.vision.rotary(coordinates, torch.size(x, 2) // heads, x.dtype)
  deep = annotate(List[Tensor], [])
  for i in range(depth):
    x = __torch__.vision.block(x, w[12 * i:12 * i + 12], cosine, sine, heads)
    for j in range(torch.len(deepstack)):
      if deepstack[j] == i:
        at = mergers + 6 * (j + 1)
        torch.append(deep, __torch__.vision.merge(x, w[at:at + 6], area, True))
  return [__torch__.vision.merge(x, w[mergers:mergers + 6], area, False)] + deep
