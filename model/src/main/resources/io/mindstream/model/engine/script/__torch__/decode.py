# Decoding with a key and value cache. All rows of a batch write to the same slot, behind the longest prompt; a mask hides the slots
# between a shorter prompt's end and there.

def seen(ids: Tensor, lengths: Tensor, vocabulary: int) -> Tensor:
  # (rows, vocabulary): true where a row's prompt has the id; padding, on the right, does not count
  rows, length = torch.size(ids)
  padding = torch.ge(torch.unsqueeze(torch.arange(length, dtype=4, device=ids.device), 0), torch.unsqueeze(lengths, 1))
  had = torch.where(padding, torch.narrow(ids, 1, 0, 1), ids)
  return torch.scatter_(torch.zeros([rows, vocabulary], dtype=11, device=ids.device), 1, had, 1)

def penalise(logits: Tensor, seen: Tensor, penalty: float) -> Tensor:
  # Repetition penalty (Keskar et al. 2019) as transformers has it: logits (rows, vocabulary) of ids seen lose by the factor, on either
  # side of 0.
  return torch.where(seen, torch.where(torch.lt(logits, 0.), logits * penalty, logits / penalty), logits)

def choose(logits: Tensor, temperature: float, top_k: int, top_p: float, uniform: Tensor) -> Tensor:
  # (rows, vocabulary) -> (rows) token ids: the likeliest at temperature 0, else drawn from the nucleus of the tempered distribution by
  # inverting its cumulative sum at the uniform numbers that Java gives.
  if temperature == 0.:
    return torch.argmax(logits, 1)
  ordered, ids = torch.sort(torch.softmax(logits / temperature, 1), 1, True)
  if top_k > 0:
    # the nucleus is one of what is left, as in transformers
    ordered = torch.narrow(ordered, 1, 0, min(top_k, torch.size(ordered, 1)))
    ordered = ordered / torch.sum(ordered, [1], True)
  before = torch.cumsum(ordered, 1) - ordered
  kept = torch.where(torch.lt(before, top_p), ordered, torch.zeros_like(ordered))
  total = torch.cumsum(kept, 1)
  threshold = torch.unsqueeze(uniform, 1) * torch.narrow(total, 1, torch.size(total, 1) - 1, 1)
  at = torch.sum(torch.to(torch.le(total, threshold), 4), [1], True)
  last = torch.sum(torch.to(torch.gt(kept, 0.), 4), [1], True) - 1
  return torch.squeeze(torch.gather(ids, 1, torch.minimum(at, last)), 1)

def mask(lengths: Tensor, longest: int, capacity: int, dtype: int) -> Tensor:
  # (rows, 1, 1, capacity): 0 where a row may look, minus infinity between its prompt's end and the longest prompt's; empty if all
  # prompts are equally long
  if int(torch.min(lengths)) == longest:
    return torch.zeros([0], dtype=dtype, device=lengths.device)
  slots = torch.unsqueeze(torch.arange(capacity, dtype=4, device=lengths.device), 0)
  hidden = torch.logical_and(torch.ge(slots, torch.unsqueeze(lengths, 1)), torch.lt(slots, longest))
  empty = torch.zeros([torch.size(lengths, 0), capacity], dtype=dtype, device=lengths.device)
  return torch.view(torch.masked_fill(empty, hidden, -inf), [torch.size(lengths, 0), 1, 1, capacity])

def unit(x: Tensor, epsilon: Tensor) -> Tensor:
  # text.unit of one token a row, x (rows, width), with as few kernels as there can be: each takes longer to call than to run. epsilon is a
  # float32 number.
  norm = torch.linalg_vector_norm(x, 2, [-1], True, dtype=6)
  return x * torch.to(torch.rsqrt(torch.addcmul(epsilon, norm, norm, value=1. / torch.size(x, 1))), x.dtype)

def product(x: Tensor, matrix: Tensor, w: List[Tensor], pair: int) -> Tensor:
  # x (rows, inputs), matrix (inputs, outputs): text.adapted
  y = torch.mm(x, matrix)
  if torch.len(w) > 7:
    y = __torch__.text.lifted(y, x, w, pair, 0)
  return y

def onto(sum: Tensor, x: Tensor, matrix: Tensor, w: List[Tensor], pair: int) -> Tensor:
  # a product and what it is added to, in one kernel
  y = torch.addmm(sum, x, matrix)
  if torch.len(w) > 7:
    y = __torch__.text.lifted(y, x, w, pair, 0)
  return y

def layer(x: Tensor, w: List[Tensor], matrices: List[Tensor], cosine: Tensor, sine: Tensor, keys: Tensor, values: Tensor, slot: int, mask: Tensor, heads: int, key_value_heads: int, epsilon: Tensor, top_k: int, every: Tensor, routes: List[Tensor]) -> Tensor:
  # One text layer for one token a row: x (rows, width). Its key and value go to slot of the caches. matrices are w's, transposed.
  # every is empty; routes see experts.mix.
  rows = torch.size(x, 0)
  head_dim = torch.size(keys, 3)
  both = heads + key_value_heads
  qkv = torch.view(__torch__.decode.product(__torch__.decode.unit(x, epsilon), matrices[0], w, 0), [rows, both + key_value_heads, head_dim])
  qk, v = torch.split_with_sizes(qkv, [both, key_value_heads], 1)
  norm = torch.linalg_vector_norm(qk, 2, [-1], True, dtype=6)
  normed = qk * torch.to(torch.rsqrt(torch.addcmul(epsilon, norm, norm, value=1. / head_dim)), x.dtype)
  turned = torch.addcmul(normed * cosine, torch.roll(normed, [head_dim // 2], [2]), sine)
  q, k = torch.split_with_sizes(turned, [heads, key_value_heads], 1)
  torch.copy_(torch.select(keys, 2, slot), k)
  torch.copy_(torch.select(values, 2, slot), v)
  # The heads that share keys and values become the rows of one small attention, so that nothing is repeated.
  q = torch.reshape(q, [rows, key_value_heads, heads // key_value_heads, head_dim])
  k = torch.narrow(keys, 2, 0, slot + 1)
  v = torch.narrow(values, 2, 0, slot + 1)
  if torch.numel(mask) == 0:
    attended = torch.scaled_dot_product_attention(q, k, v)
  else:
    attended = torch.scaled_dot_product_attention(q, k, v, torch.narrow(mask, 3, 0, slot + 1))
  x = __torch__.decode.onto(x, torch.reshape(attended, [rows, heads * head_dim]), matrices[1], w, 1)
  y = __torch__.decode.unit(x, epsilon)
  if torch.len(matrices) == 2:
    return x + __torch__.experts.mix(y, w, top_k, every, routes)
  gate, up = torch.chunk(__torch__.decode.product(y, matrices[2], w, 2), 2, 1)
  return __torch__.decode.onto(x, torch.silu(gate) * up, matrices[3], w, 3)

def matrices(w: List[Tensor]) -> List[Tensor]:
  # A layer's fused matrices, transposed: query, key and value; output; and, where there are no experts, gate and up; down.
  attention = [torch.t(w[0]), torch.t(w[3])]
  if torch.dim(w[4]) == 3:
    return attention
  return attention + [torch.t(w[4]), torch.t(w[5])]
