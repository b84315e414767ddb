# Decoding with a key and value cache. All rows of a batch write to the same slot, behind the longest prompt; a mask hides the slots
# between a shorter prompt's end and there.

def choose(logits: Tensor, temperature: float, top_k: int, top_p: float, uniform: Tensor) -> Tensor:
  # (rows, vocabulary) -> (rows) token ids: the likeliest at temperature 0, else drawn from the nucleus of the tempered distribution by
  # inverting its cumulative sum at the uniform numbers that Java gives.
  if temperature == 0.:
    return torch.argmax(logits, 1)
  ordered, ids = torch.sort(torch.softmax(logits / temperature, 1), 1, True)
  if top_k > 0:
    ordered = torch.narrow(ordered, 1, 0, min(top_k, torch.size(ordered, 1)))
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
    return torch.zeros([0], dtype=dtype)
  slots = torch.unsqueeze(torch.arange(capacity, dtype=4), 0)
  hidden = torch.logical_and(torch.ge(slots, torch.unsqueeze(lengths, 1)), torch.lt(slots, longest))
  empty = torch.zeros([torch.size(lengths, 0), capacity], dtype=dtype)
  return torch.view(torch.masked_fill(empty, hidden, -inf), [torch.size(lengths, 0), 1, 1, capacity])

def attend(q: Tensor, keys: Tensor, values: Tensor, seen: int, mask: Tensor) -> Tensor:
  # q (batch, heads, 1, head_dim) -> (batch, 1, heads, head_dim). The heads that share keys and values become the rows of one small attention, so that nothing is repeated.
  batch, heads, one, head_dim = torch.size(q)
  shared = torch.size(keys, 1)
  grouped = torch.reshape(q, [batch, shared, heads // shared, head_dim])
  k = torch.narrow(keys, 2, 0, seen)
  v = torch.narrow(values, 2, 0, seen)
  if torch.numel(mask) == 0:
    found = torch.scaled_dot_product_attention(grouped, k, v)
  else:
    found = torch.scaled_dot_product_attention(grouped, k, v, torch.narrow(mask, 3, 0, seen))
  return torch.view(found, [batch, 1, heads, head_dim])
