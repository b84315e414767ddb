# Muon's step (Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks").

def orthogonal(x: Tensor) -> Tensor:
  # (matrices, rows, columns) -> the nearest matrices whose singular values are all about 1: 0.8 to 1.2 where they were 0.003 of
  # the norm or more. Four Newton-Schulz iterations of fifth degree, from the narrow side, each the best for what the one before left
  # (Amsel et al. 2025, "The Polar Express", theorem 3.1, from 0.003 to 1); with Jordan's coefficients it takes five to be as near.
  tall = torch.size(x, 1) > torch.size(x, 2)
  x = x / (torch.linalg_vector_norm(x, 2, [1, 2], True) + 1e-07)
  for a, b, c in [(8.3837, -24.7659, 18.3571), (4.0434, -3.0114, 0.5695), (3.5056, -2.6267, 0.5257), (2.4901, -1.8343, 0.4368)]:
    turned = torch.transpose(x, 1, 2)
    if tall:
      square = torch.bmm(turned, x)
      x = torch.baddbmm(x, x, torch.baddbmm(square, square, square, beta=b, alpha=c), beta=a, alpha=1)
    else:
      square = torch.bmm(x, turned)
      x = torch.baddbmm(x, torch.baddbmm(square, square, square, beta=b, alpha=c), x, beta=a, alpha=1)
  return x
