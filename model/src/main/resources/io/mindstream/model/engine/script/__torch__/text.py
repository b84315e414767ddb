# The text decoder of Qwen3-VL: grouped-query attention with normed queries and keys, interleaved M-RoPE, SwiGLU.

def unit(x: Tensor, epsilon: float) -> Tensor:
  # RMS norm without its weight (Zhang and Sennrich 2019): the weight is folded into the matrix that follows.
  size = torch.linalg_vector_norm(x, 2, [-1], True, dtype=6)
  scale = torch.rsqrt(size * size / torch.size(x, -1) + epsilon)
  return x * torch.to(scale, x.dtype)

def rotary(positions: Tensor, head_dim: int, theta: float, section: List[int], dtype: int) -> Tuple[Tensor, Tensor]:
  # (3, batch, length) time, height, width -> cosine and sine (batch, length, 1, head_dim). Frequencies take turns: time, height,
  # width, time, ... until an axis has had its section. The sine's first half is negative (see vision.rotary).
  frequency = torch.reciprocal(torch.pow(theta, torch.arange(0, head_dim, 2, dtype=6) / head_dim))
  axis = torch.zeros([head_dim // 2], dtype=4)
  torch.fill_(torch.slice(axis, 0, 1, 3 * section[1], 3), 1)
  torch.fill_(torch.slice(axis, 0, 2, 3 * section[2], 3), 2)
  angle = torch.index_select(torch.to(torch.permute(positions, [1, 2, 0]), 6), 2, axis) * frequency
  sine = torch.sin(angle)
  cosine = torch.cos(angle)
  cosine = torch.unsqueeze(torch.cat([cosine, cosine], 2), 2)
  sine = torch.unsqueeze(torch.cat([torch.neg(sine), sine], 2), 2)
  return (torch.to(cosine, dtype), torch.to(sine, dtype))

def fuse(w: List[Tensor], heads: int, key_value_heads: int, dtype: int) -> List[Tensor]:
  # One layer's eleven parameters -> five: query, key and value as one matrix with the norm before it folded in; the norms of queries
  # and keys, a row a head; output; gate and up as one matrix, norm folded in; down.
  qkv = torch.cat([w[1], w[2], w[3]]) * w[0]
  qk_norm = torch.cat([torch.expand(w[4], [heads, -1]), torch.expand(w[5], [key_value_heads, -1])])
  gate_up = torch.cat([w[8], w[9]]) * w[7]
  return [torch.to(qkv, dtype), torch.to(qk_norm, dtype), torch.to(w[6], dtype), torch.to(gate_up, dtype), torch.to(w[10], dtype)]

def project(x: Tensor, w: List[Tensor], cosine: Tensor, sine: Tensor, heads: int, key_value_heads: int, epsilon: float) -> Tuple[Tensor, Tensor, Tensor]:
  # (batch, length, width) -> queries (batch, heads, length, head_dim), keys and values (batch, key_value_heads, length, head_dim)
  batch, length, width = torch.size(x)
  head_dim = torch.size(w[1], 1)
  both = heads + key_value_heads
  qkv = torch.view(torch.linear(__torch__.text.unit(x, epsilon), w[0]), [batch, length, both + key_value_heads, head_dim])
  qk = __torch__.text.unit(torch.narrow(qkv, 2, 0, both), epsilon) * w[1]
  qk = qk * cosine + torch.roll(qk, [head_dim // 2], [3]) * sine
  q = torch.transpose(torch.narrow(qk, 2, 0, heads), 1, 2)
  k = torch.transpose(torch.narrow(qk, 2, heads, key_value_heads), 1, 2)
  v = torch.transpose(torch.narrow(qkv, 2, both, key_value_heads), 1, 2)
  return (q, k, v)

def finish(x: Tensor, attended: Tensor, w: List[Tensor], epsilon: float) -> Tensor:
  # attended (batch, heads, length, head_dim): output projection, feed-forward layer, both residual.
  batch, length, width = torch.size(x)
  x = x + torch.linear(torch.reshape(torch.transpose(attended, 1, 2), [batch, length, -1]), w[2])
  gate_up = torch.linear(__torch__.text.unit(x, epsilon), w[3])
  gate, up = torch.chunk(gate_up, 2, -1)
  return x + torch.linear(torch.silu(gate) * up, w[4])

def place(x: Tensor, rows: Tensor, features: Tensor) -> Tensor:
  # Puts picture features in the place of their placeholder tokens; rows count through batch and length.
  return torch.view(torch.index_copy(torch.flatten(x, 0, 1), 0, rows, features), torch.size(x))

def inject(x: Tensor, rows: Tensor, features: Tensor) -> Tensor:
  # Deepstack: adds an earlier block's features at the picture tokens.
  return torch.view(torch.index_add(torch.flatten(x, 0, 1), 0, rows, features), torch.size(x))
