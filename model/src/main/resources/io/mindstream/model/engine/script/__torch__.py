# Qwen3-VL as TorchScript. Java packs this file and those beside it into an archive, with the configuration as attributes, and holds all
# state: parameters, gradients and optimiser moments are lists of tensors in the order of ParameterLayout. dtypes: 4 int64, 6 float32,
# 15 bfloat16.
#
# Multi-tensor updates (torch._foreach_..._) work on argument lists only: on a list that a method builds, the compiler takes them for
# dead code and drops them.
class Net(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  text_layers : int
  starts : List[int]
  top_k : int
  balance_weight : float
  heads : int
  key_value_heads : int
  head_dim : int
  norm_epsilon : float
  rope_theta : float
  mrope_section : List[int]
  tied : bool
  vision_depth : int
  vision_heads : int
  merge_area : int
  deepstack : List[int]
  dtype : int
  device : str

  def copy(self: __torch__.Net, into: Tensor, values: Tensor) -> bool:
    torch.copy_(into, values)
    return True

  def none(self: __torch__.Net) -> List[Tensor]:
    return annotate(List[Tensor], [])

  def grow(self: __torch__.Net, tensors: List[Tensor], shape: List[int], dtype: int) -> bool:
    torch.append(tensors, torch.empty(shape, dtype=dtype, device=torch.device(self.device)))
    return True

  def fill(self: __torch__.Net, tensors: List[Tensor], index: int, offset: int, bytes: Tensor, dtype: int) -> bool:
    # bytes (uint8) are numbers of type dtype, to be put at offset; a copy, since scripts cannot call the view that changes the dtype
    values = torch.view_copy(bytes, dtype=dtype)
    torch.copy_(torch.narrow(torch.view(tensors[index], [-1]), 0, offset, torch.numel(values)), values)
    return True

  def clear(self: __torch__.Net, tensors: List[Tensor]) -> bool:
    torch._foreach_zero_(tensors)
    return True

  def vision_start(self: __torch__.Net) -> int:
    return 11 * self.text_layers + (2 if self.tied else 3)

  def vision_weights(self: __torch__.Net, parameters: List[Tensor]) -> List[Tensor]:
    return [torch.to(p, self.dtype) for p in parameters[self.vision_start():]]

  def text_weights(self: __torch__.Net, parameters: List[Tensor]) -> List[Tensor]:
    # the fused tensors of layer i are those from starts[i] to starts[i + 1]: six, or seven of a layer of experts
    fused = annotate(List[Tensor], [])
    for i in range(self.text_layers):
      fused = fused + __torch__.text.fuse(parameters[11 * i:11 * i + 11], self.dtype)
    return fused

  def look(self: __torch__.Net, weights: List[Tensor], low: List[Tensor], pictures: List[Tensor]) -> List[Tensor]:
    # pictures: four tensors a group of equal grids (patches, taps, tap weights, coordinates) -> [merged, deepstack 0, ...] of all groups.
    # low is the tower's part of an adapter, see vision.tower.
    groups = annotate(List[List[Tensor]], [])
    for i in range(torch.len(pictures) // 4):
      at = 4 * i
      features = __torch__.vision.tower(weights, low, pictures[at], pictures[at + 1], pictures[at + 2], pictures[at + 3], self.vision_depth, self.vision_heads, self.merge_area, self.deepstack)
      torch.append(groups, features)
    if torch.len(groups) == 1:
      return groups[0]
    joined = annotate(List[Tensor], [])
    if torch.len(groups) > 1:
      for j in range(torch.len(groups[0])):
        torch.append(joined, torch.cat([group[j] for group in groups]))
    return joined

  def read(self: __torch__.Net, table: Tensor, weights: List[Tensor], low: List[Tensor], features: List[Tensor], ids: Tensor, positions: Tensor, image_rows: Tensor, rows: Tensor, mask: Tensor, tokens: Tensor, routes: List[Tensor], caches: List[Tensor]) -> Tensor:
    # ids (batch, length), padded on the right, so that causal attention hides the padding -> hidden states before the final norm of
    # rows (indices into batch and length), or of all if rows is empty. tokens and routes are for layers of experts, see experts.mix;
    # tokens are those that are no padding. Keys and values are copied into caches, if there are any. low is an adapter's fused tensors, eight
    # a layer and behind them what is for look, or empty.
    cosine, sine = __torch__.text.rotary(positions, self.head_dim, self.rope_theta, self.mrope_section, self.dtype)
    x = torch.to(torch.embedding(table, ids), self.dtype)
    if torch.len(features) > 0:
      x = __torch__.text.place(x, image_rows, features[0])
    every = torch.zeros([0], dtype=4, device=torch.device(self.device))
    for i in range(self.text_layers):
      w = weights[self.starts[i]:self.starts[i + 1]] + low[8 * i:8 * i + 8]
      cache = caches[2 * i:2 * i + 2]
      if i + 1 == self.text_layers and torch.numel(rows) > 0 and self.only_rows(features):
        return __torch__.text.layer(x, w, cosine, sine, mask, rows, tokens, routes, cache, self.heads, self.key_value_heads, self.norm_epsilon, self.top_k)
      x = __torch__.text.layer(x, w, cosine, sine, mask, every, tokens, routes, cache, self.heads, self.key_value_heads, self.norm_epsilon, self.top_k)
      if i + 1 < torch.len(features):
        x = __torch__.text.inject(x, image_rows, features[i + 1])
    x = torch.flatten(x, 0, 1)
    if torch.numel(rows) > 0:
      x = torch.index_select(x, 0, rows)
    return x

  def only_rows(self: __torch__.Net, features: List[Tensor]) -> bool:
    # nothing but the rows asked for is read after the last layer's attention, unless features are added to it or all routes count
    return self.text_layers >= torch.len(features) and self.balance_weight == 0.

  def causal_mask(self: __torch__.Net, ids: Tensor) -> Tensor:
    return __torch__.attention.causal_mask(ids, self.heads // self.key_value_heads, self.dtype)

  def logits(self: __torch__.Net, parameters: List[Tensor], hidden: Tensor) -> Tensor:
    # hidden (rows, width) before the final norm -> (rows, vocabulary) in float32
    at = 11 * self.text_layers
    head = parameters[at + (1 if self.tied else 2)]
    normed = __torch__.text.unit(hidden, self.norm_epsilon) * torch.to(parameters[at], self.dtype)
    return torch.to(torch.linear(normed, torch.to(head, self.dtype)), 6)

  def answers(self: __torch__.Net, parameters: List[Tensor], ids: Tensor, positions: Tensor, pictures: List[Tensor], image_rows: Tensor, tokens: Tensor, label_rows: Tensor, routes: List[Tensor]) -> Tensor:
    # logits of the rows that have a label, and of no others
    features = self.look(self.vision_weights(parameters), annotate(List[Tensor], []), pictures)
    table = parameters[11 * self.text_layers + 1]
    hidden = self.read(table, self.text_weights(parameters), annotate(List[Tensor], []), features, ids, positions, image_rows, label_rows, self.causal_mask(ids), tokens, routes, annotate(List[Tensor], []))
    return self.logits(parameters, hidden)

  def evaluate(self: __torch__.Net, parameters: List[Tensor], ids: Tensor, positions: Tensor, pictures: List[Tensor], image_rows: Tensor, tokens: Tensor, label_rows: Tensor, targets: Tensor) -> Tensor:
    # (2, labels): negative log-likelihood, and 1 where the label is the likeliest token
    logits = self.answers(parameters, ids, positions, pictures, image_rows, tokens, label_rows, annotate(List[Tensor], []))
    return self.outcome(logits, torch.cross_entropy_loss(logits, targets, None, 0), targets)

  def outcome(self: __torch__.Net, logits: Tensor, losses: Tensor, targets: Tensor) -> Tensor:
    # max with its index, which takes a third of argmax's time
    highest, likeliest = torch.max(logits, 1)
    return torch.stack([torch.detach(losses), torch.to(torch.eq(likeliest, targets), 6)])

  def forward_backward(self: __torch__.Net, parameters: List[Tensor], gradients: List[Tensor], trained: List[bool], ids: Tensor, positions: Tensor, pictures: List[Tensor], image_rows: Tensor, tokens: Tensor, label_rows: Tensor, targets: Tensor, weights: Tensor, weight: float, loads: Tensor) -> Tensor:
    # adds weight times the gradient of the weighted mean loss to gradients (weights are 1 in sum), and to loads (layers of experts,
    # experts) how many tokens went where; returns what evaluate does. What stands in gradients for a parameter that is not trained stays as
    # it is.
    torch.set_grad_enabled(True)
    leaves = __torch__.recompute.leaves(parameters, trained, 0, torch.len(parameters))
    routes = annotate(List[Tensor], [])
    logits = self.answers(leaves, ids, positions, pictures, image_rows, tokens, label_rows, routes)
    losses = torch.cross_entropy_loss(logits, targets, None, 0)
    loss = torch.sum(losses * weights)
    if self.balance_weight > 0.:
      loss = loss + __torch__.experts.balance(routes, self.top_k) * self.balance_weight
    wanted = annotate(List[Tensor], [])
    for i in range(torch.len(leaves)):
      if trained[i]:
        torch.append(wanted, leaves[i])
    found = torch.autograd.grad([loss * weight], wanted, allow_unused=True)
    torch.set_grad_enabled(False)
    add = annotate(List[Tensor], [])
    at = 0
    for i in range(torch.len(leaves)):
      if trained[i]:
        gradient = found[at]
        torch.append(add, torch.zeros([], dtype=6, device=torch.device(self.device)) if gradient is None else gradient)
        at = at + 1
      else:
        torch.append(add, torch.zeros([], dtype=6, device=torch.device(self.device)))
    torch._foreach_add_(gradients, add)
    for i in range(torch.len(routes)):
      torch.add_(torch.select(loads, 0, i), __torch__.experts.counts(routes[i], self.top_k))
    return self.outcome(logits, losses, targets)

  def recomputed(self: __torch__.Net, x: Tensor, parameters: List[Tensor], adapter: List[Tensor], scale: float, drop: List[Tensor], cosine: Tensor, sine: Tensor, mask: Tensor, rows: Tensor, tokens: Tensor, routes: List[Tensor]) -> Tensor:
    # one text layer straight from its eleven parameters and its adapter, see text.low; drop has what text.dropped takes, or nothing
    fused = __torch__.text.fuse(parameters, self.dtype) + __torch__.text.low(adapter, parameters[0], parameters[7], scale, self.dtype) + drop
    return __torch__.text.layer(x, fused, cosine, sine, mask, rows, tokens, routes, annotate(List[Tensor], []), self.heads, self.key_value_heads, self.norm_epsilon, self.top_k)

  def forward_backward_by_layer(self: __torch__.Net, parameters: List[Tensor], gradients: List[Tensor], trained: List[bool], adapter: List[Tensor], of_adapter: List[Tensor], scale: float, drops: List[Tensor], ids: Tensor, positions: Tensor, pictures: List[Tensor], image_rows: Tensor, tokens: Tensor, label_rows: Tensor, targets: Tensor, weights: Tensor, weight: float, loads: Tensor) -> Tensor:
    # As forward_backward, but keeps nothing of the forward pass but the input of each layer and block, and runs each again to find its
    # gradients, which are added at once. Only parameters that are trained have any; the others may be of another dtype, and what
    # stands for them in gradients is not touched. Nothing runs backwards that no such parameter lies below. adapter is empty, or has 14
    # tensors a text layer (see text.low), then eight a vision block and four a merger; it is always trained, and of_adapter has its gradients; drops has for each layer what text.dropped
    # takes, or nothing.
    layers = self.text_layers
    vision = self.vision_start()
    moved = __torch__.recompute.moved(trained, adapter, layers, vision, self.vision_depth)
    seen = annotate(List[Tensor], [])
    features = __torch__.recompute.see(parameters[vision:], adapter[14 * layers:], scale, drops[layers:], pictures, seen, self.vision_depth, self.vision_heads, self.merge_area, self.deepstack, self.dtype)
    look_back = torch.len(features) > 0 and __torch__.recompute.some(moved, vision, torch.len(moved))
    ends = look_back or trained[11 * layers + 1]
    cosine, sine = __torch__.text.rotary(positions, self.head_dim, self.rope_theta, self.mrope_section, self.dtype)
    mask = self.causal_mask(ids)
    every = torch.zeros([0], dtype=4, device=torch.device(self.device))
    short = self.only_rows(features)
    inputs = annotate(List[Tensor], [])
    counts = annotate(List[Tensor], [])
    routed = 0
    x = torch.to(torch.embedding(parameters[11 * layers + 1], ids), self.dtype)
    if torch.len(features) > 0:
      x = __torch__.text.place(x, image_rows, features[0])
    for i in range(layers):
      torch.append(inputs, x)
      routes = annotate(List[Tensor], [])
      x = self.recomputed(x, parameters[11 * i:11 * i + 11], adapter[14 * i:14 * i + 14], scale, drops[i:i + 1], cosine, sine, mask, label_rows if short and i + 1 == layers else every, tokens, routes)
      for route in routes:
        torch.append(counts, __torch__.experts.counts(route, self.top_k))
        routed = routed + torch.size(route, 0)
      if i + 1 < torch.len(features):
        x = __torch__.text.inject(x, image_rows, features[i + 1])
    for i in range(torch.len(counts)):
      torch.add_(torch.select(loads, 0, i), counts[i])
    hidden = x if short else torch.index_select(torch.flatten(x, 0, 1), 0, label_rows)
    at = 11 * layers
    outcome, gradient = __torch__.recompute.head(hidden, parameters, gradients, trained, at, at + (1 if self.tied else 2), targets, weights, weight, ends or __torch__.recompute.some(moved, 0, at), self.norm_epsilon, self.dtype)
    if not short:
      gradient = torch.view(torch.index_copy(torch.zeros_like(torch.flatten(x, 0, 1)), 0, label_rows, gradient), torch.size(x))
    of_features = [torch.zeros([0], dtype=self.dtype, device=torch.device(self.device)) for feature in features]
    for k in range(layers):
      i = layers - 1 - k
      below = ends or __torch__.recompute.some(moved, 0, 11 * i)
      if below or __torch__.recompute.some(moved, 11 * i, 11 * i + 11):
        if i + 1 < torch.len(features):
          of_features[i + 1] = torch.index_select(torch.flatten(gradient, 0, 1), 0, image_rows)
        torch.set_grad_enabled(True)
        into = [torch.requires_grad_(torch.detach(inputs[i]), below)]
        layer = __torch__.recompute.leaves(parameters, trained, 11 * i, 11 * i + 11)
        branches = __torch__.recompute.branches(adapter[14 * i:14 * i + 14])
        routes = annotate(List[Tensor], [])
        out = [self.recomputed(into[0], layer, branches, scale, drops[i:i + 1], cosine, sine, mask, label_rows if short and i + 1 == layers else every, tokens, routes)]
        incoming = [gradient]
        if self.balance_weight > 0.:
          for route in routes:
            penalty = __torch__.recompute.balance(route, counts, routed) * self.balance_weight * weight
            if penalty.requires_grad:
              torch.append(out, penalty)
              torch.append(incoming, torch.ones([], dtype=6, device=torch.device(self.device)))
        found = __torch__.recompute.pull(out, incoming, into, layer + branches, gradients[11 * i:11 * i + 11] + of_adapter[14 * i:14 * i + 14], 0)
        torch.set_grad_enabled(False)
        gradient = found[0] if below else gradient
      inputs[i] = every
    if torch.len(features) > 0:
      if look_back:
        of_features[0] = torch.index_select(torch.flatten(gradient, 0, 1), 0, image_rows)
        __torch__.recompute.see_back(parameters, gradients, trained, moved, vision, adapter[14 * layers:], of_adapter[14 * layers:], scale, drops[layers:], pictures, seen, of_features, self.vision_depth, self.vision_heads, self.merge_area, self.deepstack, self.dtype)
      if trained[at + 1]:
        gradient = torch.view(torch.index_fill(torch.flatten(gradient, 0, 1), 0, image_rows, 0), torch.size(gradient))
    if trained[at + 1]:
      __torch__.recompute.words(gradients[at + 1], ids, torch.to(gradient, 6))
    return outcome

  def hidden_by_layer(self: __torch__.Net, parameters: List[Tensor], adapter: List[Tensor], scale: float, features: List[Tensor], ids: Tensor, positions: Tensor, image_rows: Tensor, rows: Tensor, mask: Tensor, tokens: Tensor, routes: List[Tensor]) -> Tensor:
    # As read, straight from the parameters and an adapter: one layer's fused tensors at a time
    layers = self.text_layers
    cosine, sine = __torch__.text.rotary(positions, self.head_dim, self.rope_theta, self.mrope_section, self.dtype)
    x = torch.to(torch.embedding(parameters[11 * layers + 1], ids), self.dtype)
    if torch.len(features) > 0:
      x = __torch__.text.place(x, image_rows, features[0])
    every = torch.zeros([0], dtype=4, device=torch.device(self.device))
    for i in range(layers):
      x = self.recomputed(x, parameters[11 * i:11 * i + 11], adapter[14 * i:14 * i + 14], scale, annotate(List[Tensor], []), cosine, sine, mask, every, tokens, routes)
      if i + 1 < torch.len(features):
        x = __torch__.text.inject(x, image_rows, features[i + 1])
    x = torch.flatten(x, 0, 1)
    if torch.numel(rows) > 0:
      x = torch.index_select(x, 0, rows)
    return x

  def look_by_layer(self: __torch__.Net, parameters: List[Tensor], adapter: List[Tensor], scale: float, pictures: List[Tensor]) -> List[Tensor]:
    seen = annotate(List[Tensor], [])
    return __torch__.recompute.see(parameters[self.vision_start():], adapter[14 * self.text_layers:], scale, annotate(List[Tensor], []), pictures, seen, self.vision_depth, self.vision_heads, self.merge_area, self.deepstack, self.dtype)

  def evaluate_by_layer(self: __torch__.Net, parameters: List[Tensor], adapter: List[Tensor], scale: float, ids: Tensor, positions: Tensor, pictures: List[Tensor], image_rows: Tensor, tokens: Tensor, label_rows: Tensor, targets: Tensor) -> Tensor:
    # evaluate, with an adapter
    features = self.look_by_layer(parameters, adapter, scale, pictures)
    hidden = self.hidden_by_layer(parameters, adapter, scale, features, ids, positions, image_rows, label_rows, self.causal_mask(ids), tokens, annotate(List[Tensor], []))
    logits = self.logits(parameters, hidden)
    return self.outcome(logits, torch.cross_entropy_loss(logits, targets, None, 0), targets)

  def activations_by_layer(self: __torch__.Net, parameters: List[Tensor], adapter: List[Tensor], scale: float, ids: Tensor, positions: Tensor, pictures: List[Tensor], image_rows: Tensor, tokens: Tensor, kept: Tensor) -> List[Tensor]:
    # activations, with an adapter
    features = self.look_by_layer(parameters, adapter, scale, pictures)
    mask = __torch__.attention.padding_mask(kept, self.heads // self.key_value_heads, self.key_value_heads, self.dtype)
    every = torch.zeros([0], dtype=4, device=torch.device(self.device))
    routes = annotate(List[Tensor], [])
    hidden = self.hidden_by_layer(parameters, adapter, scale, features, ids, positions, image_rows, every, mask, every, routes)
    return self.all_of(self.logits(parameters, hidden), kept, routes, features)

  def norm(self: __torch__.Net, gradients: List[Tensor]) -> float:
    return float(torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients))))

  def update(self: __torch__.Net, parameters: List[Tensor], gradients: List[Tensor], means: List[Tensor], squares: List[Tensor], steps: List[Tensor], rate: float, beta1: float, beta2: float, epsilon: float, decay: float, shrink: float) -> bool:
    # AdamW (Loshchilov and Hutter 2019); the optimiser divides the gradients by shrink on its way
    torch._foreach_add_(steps, 1)
    torch._fused_adamw_(parameters, gradients, means, squares, annotate(List[Tensor], []), steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=epsilon, amsgrad=False, maximize=False, grad_scale=torch.full([], shrink, dtype=6, device=torch.device(self.device)))
    return True

  def muon(self: __torch__.Net, parameters: List[Tensor], gradients: List[Tensor], means: List[Tensor], rows: int, columns: int, beside: int, rate: float, momentum: float, decay: float, shrink: float) -> bool:
    # parameters of one shape, each one or more matrices (rows, columns), so many of them side by side, or one above the other: their momentum, a
    # step ahead as Nesterov's, made orthogonal
    # parameter by parameter rather than pass by pass, while it is in the cache; only the direction counts of what is made orthogonal
    share = (1. - momentum) / shrink
    ahead = torch.empty([torch.len(parameters)] + torch.size(parameters[0]), dtype=self.dtype, device=torch.device(self.device))
    for i in range(torch.len(parameters)):
      torch.add_(torch.mul_(means[i], momentum), gradients[i], alpha=share)
      torch.copy_(torch.select(ahead, 0, i), torch.add(gradients[i], means[i], alpha=momentum / share))
    apart = torch.transpose(torch.reshape(ahead, [-1, rows, beside, columns]), 1, 2)
    steps = __torch__.muon.orthogonal(torch.reshape(apart, [-1, rows, columns]))
    joined = torch.transpose(torch.reshape(steps, [-1, beside, rows, columns]), 1, 2)
    moves = torch.unbind(torch.reshape(joined, torch.size(ahead)))
    for i in range(torch.len(parameters)):
      torch.add_(torch.mul_(parameters[i], 1. - rate * decay), moves[i], alpha=-0.2 * rate * torch.sqrt(max(rows, columns)))
    return True

  def gather(self: __torch__.Net, gradients: List[Tensor], more: List[Tensor]) -> bool:
    torch._foreach_add_(gradients, more)
    torch._foreach_zero_(more)
    return True

  def average(self: __torch__.Net, averages: List[Tensor], parameters: List[Tensor], share: float) -> bool:
    torch._foreach_lerp_(averages, parameters, share)
    return True

  def activations(self: __torch__.Net, parameters: List[Tensor], ids: Tensor, positions: Tensor, pictures: List[Tensor], image_rows: Tensor, tokens: Tensor, kept: Tensor) -> List[Tensor]:
    # [logits of all positions, load balancing loss, merged features, deepstack 0, ...] in float32. kept (batch, length) is 0 at padding,
    # which may stand anywhere and is computed as transformers does.
    features = self.look(self.vision_weights(parameters), annotate(List[Tensor], []), pictures)
    mask = __torch__.attention.padding_mask(kept, self.heads // self.key_value_heads, self.key_value_heads, self.dtype)
    every = torch.zeros([0], dtype=4, device=torch.device(self.device))
    routes = annotate(List[Tensor], [])
    hidden = self.read(parameters[11 * self.text_layers + 1], self.text_weights(parameters), annotate(List[Tensor], []), features, ids, positions, image_rows, every, mask, every, routes, annotate(List[Tensor], []))
    return self.all_of(self.logits(parameters, hidden), kept, routes, features)

  def all_of(self: __torch__.Net, logits: Tensor, kept: Tensor, routes: List[Tensor], features: List[Tensor]) -> List[Tensor]:
    balance = __torch__.experts.balance([torch.index_select(route, 0, torch.flatten(torch.nonzero(torch.flatten(kept)))) for route in routes], self.top_k)
    return [logits, balance] + [torch.to(f, 6) for f in features]

  def prepare_layer(self: __torch__.Net, prepared: List[Tensor], layer: List[Tensor], norms: List[Tensor], folded: List[Tensor]) -> bool:
    # Weights for inference are: the fused tensors of each text layer, final norm, table, head, norms of queries and keys (layers, heads,
    # head_dim), then the vision tower's. They are loaded and prepared part by part, so that not all of them are there twice. folded becomes
    # the two norms of each layer, which an adapter's tensors need in themselves too.
    torch.append(folded, layer[0])
    torch.append(folded, layer[7])
    for w in __torch__.text.fuse(layer, self.dtype):
      torch.append(prepared, w)
    of_queries = torch.expand(layer[4], [self.heads, -1])
    torch.append(norms, torch.cat([of_queries, torch.expand(layer[5], [self.key_value_heads, -1])]))
    return True

  def prepare_ends(self: __torch__.Net, prepared: List[Tensor], ends: List[Tensor], norms: List[Tensor], folded: List[Tensor]) -> bool:
    # after the layers: final norm, table, and head if it is separate
    table = torch.to(ends[1], self.dtype)
    torch.append(prepared, torch.to(ends[0], self.dtype))
    torch.append(prepared, table)
    torch.append(prepared, table if self.tied else torch.to(ends[2], self.dtype))
    torch.append(prepared, torch.to(torch.stack(norms), self.dtype))
    return True

  def prepare_vision(self: __torch__.Net, prepared: List[Tensor], vision: List[Tensor], norms: List[Tensor], folded: List[Tensor]) -> bool:
    for w in vision:
      torch.append(prepared, torch.to(w, self.dtype))
    return True

  def prepare_adapter(self: __torch__.Net, low: List[Tensor], adapter: List[Tensor], folded: List[Tensor], scale: float) -> bool:
    # an adapter, 14 tensors a text layer (see text.low) and those of the vision tower -> its fused tensors, and those
    for i in range(self.text_layers):
      for t in __torch__.text.low(adapter[14 * i:14 * i + 14], folded[2 * i], folded[2 * i + 1], scale, self.dtype):
        torch.append(low, t)
    for t in __torch__.vision.low(adapter[14 * self.text_layers:], scale, self.dtype):
      torch.append(low, t)
    return True

  def caches(self: __torch__.Net, rows: int, capacity: int) -> List[Tensor]:
    # keys and values of each layer, (rows, key_value_heads, capacity, head_dim); prefill adds what a repetition penalty asks for
    return [torch.zeros([rows, self.key_value_heads, capacity, self.head_dim], dtype=self.dtype, device=torch.device(self.device)) for i in range(2 * self.text_layers)]

  def next_tokens(self: __torch__.Net, weights: List[Tensor], caches: List[Tensor], hidden: Tensor, penalty: float, temperature: float, top_k: int, top_p: float, uniform: Tensor) -> Tuple[Tensor, Tensor]:
    # hidden (rows, width) -> token ids and their log-probabilities, both (rows). The log-probabilities are the model's own, whatever
    # penalty and sampling made of them: those that evaluate gives for the same tokens.
    at = self.starts[self.text_layers]
    normed = __torch__.text.unit(hidden, self.norm_epsilon) * weights[at]
    logits = torch.to(torch.linear(normed, weights[at + 2]), 6)
    if penalty != 1.:
      seen = caches[2 * self.text_layers]
      tokens = __torch__.decode.choose(__torch__.decode.penalise(logits, seen, penalty), temperature, top_k, top_p, uniform)
      torch.scatter_(seen, 1, torch.unsqueeze(tokens, 1), 1)
    else:
      tokens = __torch__.decode.choose(logits, temperature, top_k, top_p, uniform)
    chances = torch.gather(torch.log_softmax(logits, 1), 1, torch.unsqueeze(tokens, 1))
    return (tokens, torch.squeeze(chances, 1))

  def prefill(self: __torch__.Net, weights: List[Tensor], low: List[Tensor], caches: List[Tensor], ids: Tensor, positions: Tensor, pictures: List[Tensor], image_rows: Tensor, tokens: Tensor, lengths: Tensor, penalty: float, temperature: float, top_k: int, top_p: float, uniform: Tensor) -> List[Tensor]:
    # reads the prompts into the caches -> [ids (rows, 1), log-probabilities (rows, 1)] of the first tokens
    at = self.starts[self.text_layers]
    features = self.look(weights[at + 4:], low[8 * self.text_layers:], pictures)
    last = torch.arange(torch.size(ids, 0), dtype=4, device=torch.device(self.device)) * torch.size(ids, 1) + lengths - 1
    hidden = self.read(weights[at + 1], weights, low, features, ids, positions, image_rows, last, self.causal_mask(ids), tokens, annotate(List[Tensor], []), caches)
    if penalty != 1.:
      torch.append(caches, __torch__.decode.seen(ids, lengths, torch.size(weights[at + 1], 0)))
    chosen, chances = self.next_tokens(weights, caches, hidden, penalty, temperature, top_k, top_p, torch.select(uniform, 1, 0))
    return [torch.unsqueeze(chosen, 1), torch.unsqueeze(chances, 1)]

  def decode_rotary(self: __torch__.Net, positions: Tensor, steps: int, norms: Tensor) -> Tuple[List[Tensor], List[Tensor]]:
    # For each step and layer the cosines and sines of all rows and heads, with the norms' weights in them: (rows, heads, head_dim)
    rows = torch.size(positions, 0)
    layers, heads, head_dim = torch.size(norms)
    at = torch.expand(torch.unsqueeze(positions, 1) + torch.arange(steps, dtype=4, device=torch.device(self.device)), [3, rows, steps])
    cosine, sine = __torch__.text.rotary(at, self.head_dim, self.rope_theta, self.mrope_section, self.dtype)
    shape = [steps, 1, rows, 1, head_dim]
    cosine = torch.view(torch.contiguous(torch.transpose(cosine, 0, 1)), shape)
    sine = torch.view(torch.contiguous(torch.transpose(sine, 0, 1)), shape)
    norms = torch.view(norms, [1, layers, 1, heads, head_dim])
    rolled = torch.roll(norms, [head_dim // 2], [4])
    return (torch.unbind(torch.flatten(cosine * norms, 0, 1)), torch.unbind(torch.flatten(sine * rolled, 0, 1)))

  def decode(self: __torch__.Net, weights: List[Tensor], low: List[Tensor], caches: List[Tensor], tokens: Tensor, positions: Tensor, lengths: Tensor, longest: int, slot: int, stops: Tensor, penalty: float, temperature: float, top_k: int, top_p: float, uniform: Tensor) -> List[Tensor]:
    # Up to as many tokens a row as uniform (rows, steps) has columns, fewer once all rows have stopped; tokens is what came last and
    # positions where it stands; lengths are the prompts', longest that of the longest -> [ids (rows, made), log-probabilities (rows, made)]. What follows a stop token in a row means nothing.
    ids = annotate(List[Tensor], [])
    chances = annotate(List[Tensor], [])
    steps = torch.size(uniform, 1)
    mask = __torch__.decode.mask(lengths, longest, slot + steps, self.dtype)
    finished = torch.zeros([torch.size(tokens, 0)], dtype=11, device=torch.device(self.device))
    at = self.starts[self.text_layers]
    cosines, sines = self.decode_rotary(positions, steps, weights[at + 3])
    every = torch.zeros([0], dtype=4, device=torch.device(self.device))
    routes = annotate(List[Tensor], [])
    layers = [weights[self.starts[i]:self.starts[i + 1]] + low[8 * i:8 * i + 8] for i in range(self.text_layers)]
    matrices = [__torch__.decode.matrices(layer) for layer in layers]
    epsilon = torch.full([1], self.norm_epsilon, dtype=6, device=torch.device(self.device))
    step = 0
    running = True
    while running:
      x = torch.embedding(weights[at + 1], tokens)
      for i in range(self.text_layers):
        turn = step * self.text_layers + i
        x = __torch__.decode.layer(x, layers[i], matrices[i], cosines[turn], sines[turn], caches[2 * i], caches[2 * i + 1], slot + step, mask, self.heads, self.key_value_heads, epsilon, self.top_k, every, routes)
      tokens, chance = self.next_tokens(weights, caches, x, penalty, temperature, top_k, top_p, torch.select(uniform, 1, step))
      torch.append(ids, tokens)
      torch.append(chances, chance)
      finished = torch.logical_or(finished, torch.any(torch.eq(torch.unsqueeze(tokens, 1), stops), 1))
      step = step + 1
      running = step < steps and not bool(torch.all(finished))
    return [torch.stack(ids, 1), torch.stack(chances, 1)]

  def keep(self: __torch__.Net, caches: List[Tensor], rows: Tensor) -> List[Tensor]:
    # the caches of some rows
    return [torch.index_select(cache, 0, rows) for cache in caches]

  def matrix(self: __torch__.Net, side: int) -> Tensor:
    return torch.full([side, side], 1. / side, dtype=self.dtype, device=torch.device(self.device))

  def multiply(self: __torch__.Net, matrix: Tensor) -> float:
    # one large product, to measure
    return float(torch.select(torch.select(torch.mm(matrix, matrix), 0, 0), 0, 0))

  def rows(self: __torch__.Net, count: int) -> Tensor:
    return torch.ones([count, 8192], dtype=6, device=torch.device(self.device))

  def read_all(self: __torch__.Net, rows: Tensor) -> float:
    # one long read, to measure: the product with a vector is read faster than a sum
    return float(torch.select(torch.mv(rows, torch.ones([torch.size(rows, 1)], dtype=6, device=torch.device(self.device))), 0, 0))
