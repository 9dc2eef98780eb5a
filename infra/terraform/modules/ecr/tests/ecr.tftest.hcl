mock_provider "aws" {
  source = "../../testing/aws"
}

variables {
  name        = "bookmark-manager-staging"
  kept_images = 5
}

run "keeps_its_promises_with_nothing_else_said" {
  command = plan

  # has a repository for web and one for the api
  assert {
    condition     = [for repository in aws_ecr_repository.this : repository.name] == ["bookmark-manager-staging-api", "bookmark-manager-staging-web"]
    error_message = "other repositories"
  }

  # keeps what is deployed however many are pushed
  assert {
    condition     = alltrue([for policy in aws_ecr_lifecycle_policy.this : jsondecode(policy.policy).rules[0].selection.tagPrefixList == ["deployed"]])
    error_message = "the deployed image can expire"
  }

  assert {
    condition     = alltrue([for policy in aws_ecr_lifecycle_policy.this : jsondecode(policy.policy).rules[0].selection.countNumber == 2])
    error_message = "the image of now and the one to go back to are two"
  }

  # lets the tag latest move and scans what is pushed
  assert {
    condition     = alltrue([for repository in aws_ecr_repository.this : repository.image_tag_mutability == "MUTABLE" && repository.image_scanning_configuration[0].scan_on_push])
    error_message = "tags stand still, or pushes are not scanned"
  }

  # can be destroyed with its images
  assert {
    condition     = alltrue([for repository in aws_ecr_repository.this : repository.force_delete])
    error_message = "a repository with images would stay"
  }

  # keeps the newest images only
  assert {
    condition     = alltrue([for policy in aws_ecr_lifecycle_policy.this : jsondecode(policy.policy).rules[1].selection.countNumber == 5])
    error_message = "another number of images is kept"
  }
}

run "refuses_to_keep_no_image_to_go_back_to" {
  command = plan

  variables {
    kept_images = 1
  }

  expect_failures = [var.kept_images]
}
