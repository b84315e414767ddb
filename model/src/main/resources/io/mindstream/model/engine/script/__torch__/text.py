# The text decoder of Qwen3-VL: grouped-query attention with normed queries and keys, interleaved M-RoPE, SwiGLU.

def unit(x: Tensor, epsilon: float) -> Tensor:
  # RMS norm without its weight (Zhang and Sennrich 2019): the weight is folded into the matrix that follows. The vector norm, summed in
  # float32, is much cheaper than a mean of squares, backwards too.
  norm = torch.to(torch.linalg_vector_norm(x, 2, [-1], True), 6)
  mean = norm * norm / torch.size(x, -1)
  return x * torch.to(torch.rsqrt(mean + epsilon), x.dtype)

def rotary(positions: Tensor, head_dim: int, theta: float, section: List[int], dtype: int) -> Tuple[Tensor, Tensor]:
  # (3, batch, length) time, height, width -> cosine and sine (batch, length, 1, head_dim). Frequencies take turns: time, height,
  # width, time, ... until an axis has had its section. The sine's first half is negative (see vision.rotary).
  frequency = torch.reciprocal(torch.pow(theta, torch.arange(0, head_dim, 2, dtype=6, device=positions.device) / head_dim))
  axis = torch.zeros([head_dim // 2], dtype=4, device=positions.device)
  torch.fill_(torch.slice(axis, 0, 1, 3 * section[1], 3), 1)
  torch.fill_(torch.slice(axis, 0, 2, 3 * section[2], 3), 2)
  angle = torch.index_select(torch.to(torch.permute(positions, [1, 2, 0]), 6), 2, axis) * frequency
  sine = torch.sin(angle)
  cosine = torch.cos(angle)
  cosine = torch.unsqueeze(torch.cat([cosine, cosine], 2), 2)
  sine = torch.unsqueeze(torch.cat([torch.neg(sine), sine], 2), 2)
  return (torch.to(cosine, dtype), torch.to(sine, dtype))

def fuse(w: List[Tensor], dtype: int) -> List[Tensor]:
  # One layer's eleven parameters -> six: query, key and value as one matrix with the norm before it folded in; the norms of queries and
  # of keys; output; gate and up as one matrix, norm folded in; down. A layer of experts has a seventh, its norm and its router as
  # one matrix: folding the norm into all experts would cost more than multiplying by it.
  qkv = torch.cat([w[1], w[2], w[3]]) * w[0]
  fused = [torch.to(qkv, dtype), torch.to(w[4], dtype), torch.to(w[5], dtype), torch.to(w[6], dtype)]
  if torch.dim(w[9]) == 3:
    router = torch.cat([torch.unsqueeze(w[7], 0), w[8]])
    return fused + [torch.to(w[9], dtype), torch.to(w[10], dtype), torch.to(router, dtype)]
  gate_up = torch.cat([w[8], w[9]]) * w[7]
  return fused + [torch.to(gate_up, dtype), torch.to(w[10], dtype)]

def branch(pairs: List[Tensor], norm: Tensor, scale: float, dtype: int) -> List[Tensor]:
  # A and B of each of the matrices that are fused to one -> A, all ranks one above the other, and B, which keeps the outputs apart
  n = torch.len(pairs) // 2
  a = torch.cat([pairs[2 * i] for i in range(n)])
  b = torch.block_diag([pairs[2 * i + 1] for i in range(n)])
  return [torch.to(a * norm, dtype), torch.to(b * scale, dtype)]

def low(adapter: List[Tensor], norm: Tensor, norm_after: Tensor, scale: float, dtype: int) -> List[Tensor]:
  # A layer's adapter: A (rank, inputs) and B (outputs, rank) of queries, keys, values, output, gate, up and down, of rank 0 where there is
  # none; and its norms -> the same for its fused matrices, to be put behind its fused tensors. The product of B and A is never made, nor
  # added to the weights, which in bfloat16 would swallow it.
  if torch.len(adapter) == 0:
    return adapter
  one = torch.ones([], dtype=6, device=norm.device)
  attention = __torch__.text.branch(adapter[0:6], norm, scale, dtype) + __torch__.text.branch(adapter[6:8], one, scale, dtype)
  return attention + __torch__.text.branch(adapter[8:12], norm_after, scale, dtype) + __torch__.text.branch(adapter[12:14], one, scale, dtype)

def dropped(x: Tensor, a: Tensor, drop: Tensor, first: int) -> Tensor:
  # x A' of inputs some of which are left out, for each of the matrices that are fused to one by a mask of its own, as PEFT trains. drop:
  # chance to be left out, rank, and a seed for each of the seven matrices. The generator is made of the seed, so that a layer that runs
  # again sees its masks again, and nobody else's random numbers move.
  chance = float(torch.select(drop, 0, 0))
  rank = int(torch.select(drop, 0, 1))
  parts = annotate(List[Tensor], [])
  for i in range(torch.size(a, 0) // rank):
    random = torch.Generator(device=x.device, seed=int(torch.select(drop, 0, 2 + first + i)))
    kept = torch.bernoulli_(torch.empty_like(x), 1. - chance, generator=random)
    torch.append(parts, torch.linear(x * kept, torch.narrow(a, 0, i * rank, rank)))
  return torch.cat(parts, -1) / (1. - chance)

def lifted(y: Tensor, x: Tensor, w: List[Tensor], pair: int, first: int) -> Tensor:
  # y and what the adapter behind a layer's fused tensors adds to it: eight tensors, and a ninth where inputs are dropped
  fused = 7 if torch.dim(w[4]) == 3 else 6
  a = w[fused + 2 * pair]
  if torch.size(a, 0) > 0:
    inner = __torch__.text.dropped(x, a, w[fused + 8], first) if torch.len(w) > fused + 8 else torch.linear(x, a)
    y = y + torch.linear(inner, w[fused + 2 * pair + 1])
  return y

def adapted(x: Tensor, w: List[Tensor], matrix: int, pair: int, first: int) -> Tensor:
  # a product with one of a layer's fused matrices, whose first is so many of the seven, and what the adapter adds if there is one
  y = torch.linear(x, w[matrix])
  if torch.len(w) > 7:
    y = __torch__.text.lifted(y, x, w, pair, first)
  return y

def turn(x: Tensor, norms: Tensor, cosine: Tensor, sine: Tensor, epsilon: float) -> Tensor:
  # (batch, length, heads, head_dim), norms (heads, head_dim) -> normed and rotated
  y = __torch__.text.unit(x, epsilon) * norms
  return torch.addcmul(y * cosine, torch.roll(y, [torch.size(x, 3) // 2], [3]), sine)

def project(x: Tensor, w: List[Tensor], cosine: Tensor, sine: Tensor, heads: int, key_value_heads: int, epsilon: float) -> Tuple[Tensor, Tensor, Tensor]:
  # (batch, length, width) -> queries (batch, heads, length, head_dim), keys and values (batch, key_value_heads, length, head_dim)
  batch, length, width = torch.size(x)
  qkv = torch.view(__torch__.text.adapted(__torch__.text.unit(x, epsilon), w, 0, 0, 0), [batch, length, heads + 2 * key_value_heads, -1])
  qk, v = torch.split_with_sizes(qkv, [heads + key_value_heads, key_value_heads], 2)
  # queries and keys together: half the kernels
  norms = torch.cat([torch.expand(w[1], [heads, -1]), torch.expand(w[2], [key_value_heads, -1])])
  q, k = torch.split_with_sizes(__torch__.text.turn(qk, norms, cosine, sine, epsilon), [heads, key_value_heads], 2)
  return (torch.transpose(q, 1, 2), torch.transpose(k, 1, 2), torch.transpose(v, 1, 2))

def finish(x: Tensor, attended: Tensor, w: List[Tensor], epsilon: float, top_k: int, tokens: Tensor, routes: List[Tensor]) -> Tensor:
  # x (..., width), attended (..., heads * head_dim): output projection and feed-forward layer, both residual. The last three are for a
  # layer of experts, see experts.mix.
  x = x + __torch__.text.adapted(attended, w, 3, 1, 3)
  if torch.dim(w[4]) == 3:
    return x + __torch__.experts.mix(__torch__.text.unit(x, epsilon), w, top_k, tokens, routes)
  gate, up = torch.chunk(__torch__.text.adapted(__torch__.text.unit(x, epsilon), w, 4, 2, 4), 2, -1)
  return x + __torch__.text.adapted(torch.silu(gate) * up, w, 5, 3, 6)

def layer(x: Tensor, w: List[Tensor], cosine: Tensor, sine: Tensor, mask: Tensor, rows: Tensor, tokens: Tensor, routes: List[Tensor], cache: List[Tensor], heads: int, key_value_heads: int, epsilon: float, top_k: int) -> Tensor:
  # (batch, length, width) -> the same, or (rows, width) where rows (indices into batch and length) says which are wanted. Keys and
  # values are copied into cache if there is one. tokens and routes as in experts.mix.
  q, k, v = __torch__.text.project(x, w, cosine, sine, heads, key_value_heads, epsilon)
  if torch.len(cache) > 0:
    torch.copy_(torch.narrow(cache[0], 2, 0, torch.size(x, 1)), k)
    torch.copy_(torch.narrow(cache[1], 2, 0, torch.size(x, 1)), v)
  merged = torch.flatten(torch.transpose(__torch__.attention.attend(q, k, v, mask), 1, 2), 2)
  if torch.numel(rows) == 0:
    return __torch__.text.finish(x, merged, w, epsilon, top_k, tokens, routes)
  some = torch.index_select(torch.flatten(x, 0, 1), 0, rows)
  return __torch__.text.finish(some, torch.index_select(torch.flatten(merged, 0, 1), 0, rows), w, epsilon, top_k, torch.zeros([0], dtype=4, device=rows.device), routes)

def place(x: Tensor, rows: Tensor, features: Tensor) -> Tensor:
  # Puts picture features in the place of their placeholder tokens; rows count through batch and length.
  return torch.view(torch.index_copy(torch.flatten(x, 0, 1), 0, rows, features), torch.size(x))

def inject(x: Tensor, rows: Tensor, features: Tensor) -> Tensor:
  # Deepstack: adds an earlier block's features at the picture tokens.
  return torch.view(torch.index_add(torch.flatten(x, 0, 1), 0, rows, features), torch.size(x))
