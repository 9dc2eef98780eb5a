resource "aws_ecr_repository" "this" {
  for_each = local.services

  name                 = "${var.name}-${each.key}"
  image_tag_mutability = "MUTABLE" # a redeploy by hand moves the tag `latest`
  force_delete         = true

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "this" {
  for_each = local.services

  repository = aws_ecr_repository.this[each.key].name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "Keep the newest images: enough to go back, and storage stays free of surprises"
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = var.kept_images }
      action       = { type = "expire" }
    }]
  })
}
