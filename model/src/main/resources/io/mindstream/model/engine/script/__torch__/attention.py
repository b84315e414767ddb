# Attention over whole sequences.

def causal_mask(ids: Tensor, repeats: int, dtype: int) -> Tensor:
  # ids (batch, length) -> (repeats * length, length): 0 where a position may look, minus infinity at what comes after it
  length = torch.size(ids, 1)
  return torch.repeat(torch.triu(torch.full([length, length], -inf, dtype=dtype, device=ids.device), 1), [repeats, 1])

def padding_mask(kept: Tensor, repeats: int, shared: int, dtype: int) -> Tensor:
  # kept (batch, length), 0 at padding -> (batch * shared, repeats * length, length): 0 where a position may look, the lowest number
  # at padding and at what comes after. So a position that may look nowhere looks everywhere alike, as in transformers' eager attention.
  batch, length = torch.size(kept)
  open = torch.tril(torch.expand(torch.unsqueeze(torch.ne(kept, 0), 1), [batch, length, length]))
  mask = torch.masked_fill(torch.zeros([batch, length, length], dtype=dtype, device=kept.device), torch.logical_not(open), -3.3895313892515355e+38)
  return torch.repeat_interleave(torch.repeat(mask, [1, repeats, 1]), shared, 0)

def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
  # q (batch, heads, length, head_dim); k and v likewise with as many or fewer heads, each shared by some of q's -> as q. mask is
  # causal_mask(ids, heads / shared heads), or padding_mask, or empty to look everywhere. Short sequences are three plain products: the CPU's flash
  # attention takes nine times as long backwards in bfloat16.
  batch, heads, length, head_dim = torch.size(q)
  shared = torch.size(k, 1)
  causal = torch.numel(mask) > 0
  if length > 512 and torch.dim(mask) < 3:
    return torch.scaled_dot_product_attention(q, k, v, None, 0., causal, scale=None, enable_gqa=True)
  grouped = torch.reshape(q, [batch * shared, heads // shared * length, head_dim])
  keys = torch.transpose(torch.reshape(k, [batch * shared, length, head_dim]), 1, 2)
  values = torch.reshape(v, [batch * shared, length, head_dim])
  scale = 1. / torch.sqrt(head_dim)
  if causal:
    scores = torch.baddbmm(mask, grouped, keys, alpha=scale)
  else:
    scores = torch.bmm(grouped * scale, keys)
  return torch.view(torch.bmm(torch.softmax(scores, -1), values), [batch, heads, length, head_dim])
