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
    rules = [
      {
        # An image that one rule names is none of the later ones': these tags, moved by `staging deploy`, are on two images.
        rulePriority = 1
        description  = "What is deployed, and what it would be rolled back to, stays however many are pushed"
        selection    = { tagStatus = "tagged", tagPrefixList = ["deployed"], countType = "imageCountMoreThan", countNumber = 2 }
        action       = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "Keep the newest images: enough to go back, and storage stays free of surprises"
        selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = var.kept_images }
        action       = { type = "expire" }
      },
    ]
  })
}
