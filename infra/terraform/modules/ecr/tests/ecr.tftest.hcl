mock_provider "aws" {
  source = "../../testing/aws"
}

variables {
  name = "bookmark-manager-staging"
}

run "has_a_repository_for_web_and_one_for_the_api" {
  command = plan

  assert {
    condition     = [for repository in aws_ecr_repository.this : repository.name] == ["bookmark-manager-staging-api", "bookmark-manager-staging-web"]
    error_message = "other repositories"
  }
}

run "keeps_the_newest_images_only" {
  command = plan

  variables {
    kept_images = 5
  }

  assert {
    condition     = alltrue([for policy in aws_ecr_lifecycle_policy.this : jsondecode(policy.policy).rules[1].selection.countNumber == 5])
    error_message = "another number of images is kept"
  }
}

run "keeps_what_is_deployed_however_many_are_pushed" {
  command = plan

  assert {
    condition     = alltrue([for policy in aws_ecr_lifecycle_policy.this : jsondecode(policy.policy).rules[0].selection.tagPrefixList == ["deployed"]])
    error_message = "the deployed image can expire"
  }

  assert {
    condition     = alltrue([for policy in aws_ecr_lifecycle_policy.this : jsondecode(policy.policy).rules[0].selection.countNumber == 2])
    error_message = "the image of now and the one to go back to are two"
  }
}

run "lets_the_tag_latest_move_and_scans_what_is_pushed" {
  command = plan

  assert {
    condition     = alltrue([for repository in aws_ecr_repository.this : repository.image_tag_mutability == "MUTABLE" && repository.image_scanning_configuration[0].scan_on_push])
    error_message = "tags stand still, or pushes are not scanned"
  }
}

run "can_be_destroyed_with_its_images" {
  command = plan

  assert {
    condition     = alltrue([for repository in aws_ecr_repository.this : repository.force_delete])
    error_message = "a repository with images would stay"
  }
}

run "refuses_to_keep_no_image_to_go_back_to" {
  command = plan

  variables {
    kept_images = 1
  }

  expect_failures = [var.kept_images]
}
