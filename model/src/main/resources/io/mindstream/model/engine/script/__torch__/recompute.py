# Gradients layer by layer (Chen et al. 2016, "Training deep nets with sublinear memory cost"): the forward pass keeps the input of each
# layer alone, and each layer is run again when its turn comes backwards.

def some(trained: List[bool], start: int, end: int) -> bool:
  found = False
  for i in range(end - start):
    found = found or trained[start + i]
  return found

def leaves(parameters: List[Tensor], trained: List[bool], start: int, end: int) -> List[Tensor]:
  # parameters from start to end: the beginnings of a graph, where they are trained
  found = annotate(List[Tensor], [])
  for i in range(end - start):
    torch.append(found, torch.requires_grad_(torch.detach(parameters[start + i]), trained[start + i]))
  return found

def branches(adapter: List[Tensor]) -> List[Tensor]:
  # likewise an adapter's tensors, but for those of rank 0
  return [torch.requires_grad_(torch.detach(t), torch.numel(t) > 0) for t in adapter]

def moved(trained: List[bool], adapter: List[Tensor], layers: int, vision: int, depth: int) -> List[bool]:
  # trained, and so the first parameter of each text layer, vision block and merger that has an adapter
  found = [t for t in trained]
  blocks = 14 * layers
  mergers = blocks + 8 * depth
  for i in range(torch.len(adapter)):
    if torch.numel(adapter[i]) > 0:
      if i < blocks:
        found[11 * (i // 14)] = True
      elif i < mergers:
        found[vision + 12 * ((i - blocks) // 8)] = True
      else:
        found[vision + 12 * depth + 6 * ((i - mergers) // 4)] = True
  return found

def part(adapter: List[Tensor], i: int, depth: int) -> List[Tensor]:
  # of the vision tower's adapter that of block i, or from depth on that of a merger
  if i < depth:
    return adapter[8 * i:8 * i + 8]
  at = 8 * depth + 4 * (i - depth)
  return adapter[at:at + 4]

def drop(drops: List[Tensor], i: int, group: int) -> List[Tensor]:
  # what text.dropped takes of block or merger i: each group of pictures has masks of its own
  if torch.len(drops) == 0:
    return drops
  seeds = torch.slice(drops[i], 0, 2)
  return [torch.cat([torch.slice(drops[i], 0, 0, 2), seeds + group])]

def pull(outputs: List[Tensor], incoming: List[Tensor], inputs: List[Tensor], weights: List[Tensor], gradients: List[Tensor], start: int) -> List[Tensor]:
  # From the gradients of outputs: adds those of weights to gradients[start:], and returns those of inputs. What requires none gets
  # none; of the inputs all do, or none.
  wanted = annotate(List[Tensor], [])
  places = annotate(List[int], [])
  for x in inputs:
    if x.requires_grad:
      torch.append(wanted, x)
      torch.append(places, -1)
  for i in range(torch.len(weights)):
    if weights[i].requires_grad:
      torch.append(wanted, weights[i])
      torch.append(places, start + i)
  given = annotate(List[Optional[Tensor]], [])
  for g in incoming:
    torch.append(given, g)
  returned = annotate(List[Tensor], [])
  if torch.len(wanted) > 0:
    found = torch.autograd.grad(outputs, wanted, given, allow_unused=True)
    for i in range(torch.len(wanted)):
      one = found[i]
      if places[i] < 0:
        torch.append(returned, torch.zeros_like(wanted[i]) if one is None else one)
      else:
        torch.add_(gradients[places[i]], torch.zeros_like(gradients[places[i]]) if one is None else one)
  return returned

def balance(route: Tensor, counts: List[Tensor], rows: int) -> Tensor:
  # One layer's share of experts.balance, which is a sum over layers once it is known how many rows went where: counts, one a layer, and
  # how many there are.
  probabilities = torch.sum(torch.softmax(route, -1, dtype=6), [0]) / rows
  loads = torch.sum(torch.stack(counts), [0]) / rows
  return torch.sum(loads * probabilities) * torch.size(route, 1)

def head(hidden: Tensor, parameters: List[Tensor], gradients: List[Tensor], trained: List[bool], norm: int, table: int, targets: Tensor, weights: Tensor, weight: float, below: bool, epsilon: float, dtype: int) -> Tuple[Tensor, Tensor]:
  # hidden (rows, width) before the final norm -> what Net.outcome returns, and the gradient of hidden. So many rows at a time that their
  # logits take 64 MiB, since those of all rows would be the largest tensor of all; each part's gradients are found before the next.
  # The gradient of the head goes straight to where it is added up, as another tensor of that size would be.
  rows = torch.size(hidden, 0)
  words = torch.to(torch.detach(parameters[table]), dtype)
  step = max(1, 16777216 // torch.size(words, 0))
  outcomes = annotate(List[Tensor], [])
  found = annotate(List[Tensor], [])
  at = 0
  while at < rows:
    count = min(step, rows - at)
    torch.set_grad_enabled(True)
    into = [torch.requires_grad_(torch.detach(torch.narrow(hidden, 0, at, count)), below)]
    scale = __torch__.recompute.leaves(parameters, trained, norm, norm + 1)
    normed = __torch__.text.unit(into[0], epsilon) * torch.to(scale[0], dtype)
    logits = torch.requires_grad_(torch.linear(torch.detach(normed), words))
    wide = torch.to(logits, 6)
    wanted = torch.narrow(targets, 0, at, count)
    losses = torch.cross_entropy_loss(wide, wanted, None, 0)
    loss = torch.sum(losses * torch.narrow(weights, 0, at, count))
    outgoing = torch.autograd.grad([loss * weight], [logits])[0]
    of_logits = torch.zeros_like(logits) if outgoing is None else outgoing
    torch.set_grad_enabled(False)
    highest, likeliest = torch.max(torch.detach(wide), 1)
    torch.append(outcomes, torch.stack([torch.detach(losses), torch.to(torch.eq(likeliest, wanted), 6)]))
    if trained[table]:
      if dtype == 6:
        torch.addmm_(gradients[table], torch.t(of_logits), torch.detach(normed))
      else:
        torch.add_(gradients[table], torch.mm(torch.t(of_logits), torch.detach(normed)))
    if below or trained[norm]:
      for g in __torch__.recompute.pull([normed], [torch.mm(of_logits, words)], into, scale, gradients, norm):
        torch.append(found, g)
    at = at + count
  of_hidden = torch.zeros_like(hidden)
  if torch.len(found) > 0:
    of_hidden = torch.cat(found)
  return (torch.cat(outcomes, 1), of_hidden)

def words(gradient: Tensor, ids: Tensor, of_rows: Tensor) -> bool:
  # adds the gradient of the embedding table, of whose rows a batch touches few
  used, places, counts = torch._unique2(ids, True, True)
  torch.index_add_(gradient, 0, used, torch.embedding_dense_backward(of_rows, places, torch.size(used, 0), -1, False))
  return True

def cast(weights: List[Tensor], dtype: int) -> List[Tensor]:
  return [torch.to(w, dtype) for w in weights]

def see(parameters: List[Tensor], adapter: List[Tensor], scale: float, drops: List[Tensor], pictures: List[Tensor], seen: List[Tensor], depth: int, heads: int, area: int, deepstack: List[int], dtype: int) -> List[Tensor]:
  # Net.look, straight from the vision tower's parameters and its adapter. seen becomes the input of each block, group by group, and the output of the last.
  groups = torch.len(pictures) // 4
  mergers = 12 * depth
  joined = annotate(List[Tensor], [])
  if groups == 0:
    return joined
  xs = annotate(List[Tensor], [])
  ends = __torch__.recompute.cast(parameters[mergers + 6 * (1 + torch.len(deepstack)):], dtype)
  for j in range(groups):
    torch.append(xs, __torch__.vision.embed(ends, pictures[4 * j], pictures[4 * j + 1], pictures[4 * j + 2]))
  for i in range(depth):
    w = __torch__.recompute.cast(parameters[12 * i:12 * i + 12], dtype)
    low = __torch__.vision.low(__torch__.recompute.part(adapter, i, depth), scale, dtype)
    for j in range(groups):
      x = xs[j]
      torch.append(seen, x)
      cosine, sine = __torch__.vision.rotary(pictures[4 * j + 3], torch.size(x, 2) // heads, dtype)
      xs[j] = __torch__.vision.block(x, w, low + __torch__.recompute.drop(drops, i, j), cosine, sine, heads)
  for x in xs:
    torch.append(seen, x)
  for k in range(1 + torch.len(deepstack)):
    # the output of block i is the input of block i + 1
    of = depth if k == 0 else deepstack[k - 1] + 1
    w = __torch__.recompute.cast(parameters[mergers + 6 * k:mergers + 6 * k + 6], dtype)
    low = __torch__.vision.low(__torch__.recompute.part(adapter, depth + k, depth), scale, dtype)
    merged = annotate(List[Tensor], [])
    for j in range(groups):
      torch.append(merged, __torch__.vision.merge(seen[groups * of + j], w, low + __torch__.recompute.drop(drops, depth + k, j), area, k > 0))
    torch.append(joined, torch.cat(merged))
  return joined

def merge_back(parameters: List[Tensor], gradients: List[Tensor], trained: List[bool], start: int, adapter: List[Tensor], of_adapter: List[Tensor], scale: float, drops: List[Tensor], place: int, xs: List[Tensor], gradient: Tensor, below: bool, area: int, norm_after: bool, dtype: int) -> List[Tensor]:
  # adapter and of_adapter are the merger's, place where it stands in drops; gradient of what a merger made of all groups xs -> that of each group, if below
  torch.set_grad_enabled(True)
  into = [torch.requires_grad_(torch.detach(x), below) for x in xs]
  w = __torch__.recompute.leaves(parameters, trained, start, start + 6)
  branches = __torch__.recompute.branches(adapter)
  cast = __torch__.recompute.cast(w, dtype)
  low = __torch__.vision.low(branches, scale, dtype)
  out = annotate(List[Tensor], [])
  for j in range(torch.len(into)):
    torch.append(out, __torch__.vision.merge(into[j], cast, low + __torch__.recompute.drop(drops, place, j), area, norm_after))
  sizes = [torch.size(x, 0) for x in out]
  found = __torch__.recompute.pull(out, torch.split_with_sizes(gradient, sizes), into, w + branches, gradients[start:start + 6] + of_adapter, 0)
  torch.set_grad_enabled(False)
  return found

def see_back(parameters: List[Tensor], gradients: List[Tensor], trained: List[bool], moved: List[bool], start: int, adapter: List[Tensor], of_adapter: List[Tensor], scale: float, drops: List[Tensor], pictures: List[Tensor], seen: List[Tensor], of_features: List[Tensor], depth: int, heads: int, area: int, deepstack: List[int], dtype: int) -> bool:
  # From the gradients of the features: those of the tower's parameters, which begin at start, and of its adapter. Features that went nowhere have an empty one.
  groups = torch.len(pictures) // 4
  mergers = start + 12 * depth
  patches = mergers + 6 * (1 + torch.len(deepstack))
  of_patches = __torch__.recompute.some(trained, patches, patches + 3)
  gs = annotate(List[Tensor], [])
  for k in range(depth + 1):
    # what lies before block i: of_patches and the blocks below it
    i = depth - k
    before = of_patches or __torch__.recompute.some(moved, start, start + 12 * i)
    xs = seen[groups * i:groups * (i + 1)]
    if i < depth:
      if torch.len(gs) > 0:
        torch.set_grad_enabled(True)
        into = [torch.requires_grad_(torch.detach(x), before) for x in xs]
        w = __torch__.recompute.leaves(parameters, trained, start + 12 * i, start + 12 * i + 12)
        branches = __torch__.recompute.branches(__torch__.recompute.part(adapter, i, depth))
        cast = __torch__.recompute.cast(w, dtype)
        low = __torch__.vision.low(branches, scale, dtype)
        out = annotate(List[Tensor], [])
        for j in range(groups):
          cosine, sine = __torch__.vision.rotary(pictures[4 * j + 3], torch.size(into[j], 2) // heads, dtype)
          torch.append(out, __torch__.vision.block(into[j], cast, low + __torch__.recompute.drop(drops, i, j), cosine, sine, heads))
        gs = __torch__.recompute.pull(out, gs, into, w + branches, gradients[start + 12 * i:start + 12 * i + 12] + __torch__.recompute.part(of_adapter, i, depth), 0)
        torch.set_grad_enabled(False)
    else:
      gs = __torch__.recompute.merge_back(parameters, gradients, trained, mergers, __torch__.recompute.part(adapter, depth, depth), __torch__.recompute.part(of_adapter, depth, depth), scale, drops, depth, xs, of_features[0], before, area, False, dtype)
    for j in range(torch.len(deepstack)):
      if deepstack[j] + 1 == i and torch.numel(of_features[j + 1]) > 0:
        more = __torch__.recompute.merge_back(parameters, gradients, trained, mergers + 6 * (j + 1), __torch__.recompute.part(adapter, depth + j + 1, depth), __torch__.recompute.part(of_adapter, depth + j + 1, depth), scale, drops, depth + j + 1, xs, of_features[j + 1], before, area, True, dtype)
        for n in range(torch.len(more)):
          gs[n] = gs[n] + more[n]
  if of_patches:
    torch.set_grad_enabled(True)
    w = __torch__.recompute.leaves(parameters, trained, patches, patches + 3)
    cast = __torch__.recompute.cast(w, dtype)
    out = annotate(List[Tensor], [])
    for j in range(groups):
      torch.append(out, __torch__.vision.embed(cast, pictures[4 * j], pictures[4 * j + 1], pictures[4 * j + 2]))
    __torch__.recompute.pull(out, gs, annotate(List[Tensor], []), w, gradients, patches)
    torch.set_grad_enabled(False)
  return True
