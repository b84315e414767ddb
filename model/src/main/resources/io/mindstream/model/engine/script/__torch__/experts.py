# The mixture-of-experts layer of Qwen3-VL: each token goes through its top_k experts, weighted by the router's softmax over those (always
# normalised, whatever norm_topk_prob says, as transformers does). Experts are fused: gate and up (experts, 2 x inner, width), down
# (experts, width, inner).

def mix(y: Tensor, w: List[Tensor], top_k: int, tokens: Tensor, routes: List[Tensor]) -> Tensor:
  # y (..., width) normed, without the norm's weight, which is the first row of w[6]; the rows behind it are the router's. Only the
  # rows of y that tokens names are routed, all if it is empty; the others get zeros. Appends the router's logits (rows, experts) to
  # routes.
  flat = torch.reshape(y, [-1, torch.size(y, -1)])
  some = torch.numel(tokens) > 0
  routed = flat
  if some:
    routed = torch.index_select(flat, 0, tokens)
  routed = routed * torch.select(w[6], 0, 0)
  logits = torch.linear(routed, torch.slice(w[6], 0, 1))
  torch.append(routes, logits)
  chances, chosen = torch.topk(torch.softmax(logits, -1, dtype=6), top_k)
  shares = torch.to(chances / torch.sum(chances, [-1], True), routed.dtype)
  mixed = __torch__.experts.run(routed, torch.flatten(shares), torch.flatten(chosen), top_k, w[4], w[5])
  if some:
    mixed = torch.index_copy(torch.zeros_like(flat), 0, tokens, mixed)
  return torch.reshape(mixed, torch.size(y))

def run(x: Tensor, shares: Tensor, chosen: Tensor, top_k: int, gate_up: Tensor, down: Tensor) -> Tensor:
  # x (rows, width); shares and chosen (rows x top_k) -> (rows, width). Sorted by expert, so that each is one product over its rows.
  order = torch.argsort(chosen, stable=True, dim=-1, descending=False)
  rows = torch.floor_divide(order, top_k)
  counts = torch.bincount(chosen, None, torch.size(gate_up, 0))
  hit = torch.flatten(torch.nonzero(counts))
  experts = annotate(List[int], [])
  sizes = annotate(List[int], [])
  for i in range(torch.size(hit, 0)):
    expert = int(torch.select(hit, 0, i))
    torch.append(experts, expert)
    torch.append(sizes, int(torch.select(counts, 0, expert)))
  parts = torch.split_with_sizes(torch.index_select(x, 0, rows), sizes, 0)
  # unbind, since the gradient of one select after the other is a whole tensor each
  gates = torch.unbind(gate_up)
  downs = torch.unbind(down)
  outputs = annotate(List[Tensor], [])
  for i in range(torch.len(experts)):
    gate, up = torch.chunk(torch.linear(parts[i], gates[experts[i]]), 2, -1)
    torch.append(outputs, torch.linear(torch.silu(gate) * up, downs[experts[i]]))
  weighted = torch.cat(outputs) * torch.unsqueeze(torch.index_select(shares, 0, order), 1)
  return torch.index_add(torch.zeros_like(x), 0, rows, weighted)

def counts(logits: Tensor, top_k: int) -> Tensor:
  # (rows, experts) -> how many of the rows go to each expert, in float32
  highest, chosen = torch.topk(logits, top_k)
  return torch.to(torch.bincount(torch.flatten(chosen), None, torch.size(logits, 1)), 6)

def balance(routes: List[Tensor], top_k: int) -> Tensor:
  # The load balancing loss of Switch Transformers (Fedus, Zoph and Shazeer 2021, equations 4 to 6), over all layers together, as
  # transformers computes it: top_k where all experts are used alike. Zero if no layer has experts.
  if torch.len(routes) == 0:
    return torch.zeros([], dtype=6)
  logits = torch.cat(routes)
  rows = torch.size(logits, 0)
  probabilities = torch.sum(torch.softmax(logits, -1, dtype=6), [0]) / rows
  loads = torch.detach(__torch__.experts.counts(logits, top_k)) / rows
  return torch.sum(loads * probabilities) * torch.size(logits, 1)
