# Muon's step (Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks").

def orthogonal(x: Tensor, dtype: int) -> Tensor:
  # (matrices, rows, columns) -> the nearest matrices whose singular values are all about 1 (0.7 to 1.2), by five Newton-Schulz
  # iterations of fifth degree with Jordan's coefficients
  tall = torch.size(x, 1) > torch.size(x, 2)
  x = torch.transpose(x, 1, 2) if tall else x
  x = torch.to(x / (torch.linalg_vector_norm(x, 2, [1, 2], True) + 1e-07), dtype)
  for i in range(5):
    square = torch.bmm(x, torch.transpose(x, 1, 2))
    inner = torch.baddbmm(square, square, square, beta=-4.775, alpha=2.0315)
    x = torch.baddbmm(x, inner, x, beta=3.4445, alpha=1)
  x = torch.transpose(x, 1, 2) if tall else x
  return torch.to(x, 6)
