mock_provider "aws" {
  source = "../../testing/aws"
}

run "makes_nothing_for_github_unless_asked" {
  command = plan

  assert {
    condition     = length(aws_iam_role.github) + length(aws_iam_openid_connect_provider.github) + length(aws_iam_policy.github) == 0
    error_message = "something for GitHub"
  }

  assert {
    condition     = alltrue([for role in concat(values(aws_iam_role.execution), values(aws_iam_role.task)) : role.permissions_boundary == null])
    error_message = "a boundary that nobody needs"
  }
}

run "makes_two_roles_that_last_an_hour_and_bounds_all_others" {
  command = plan

  variables {
    github = { repository = "owner/name", environment = "staging" }
  }

  assert {
    condition     = { for key, role in aws_iam_role.github : key => role.max_session_duration } == { apply = 3600, plan = 3600 }
    error_message = "other roles, or longer sessions"
  }

  assert {
    condition     = keys(aws_iam_role_policy_attachment.github) == ["apply-database", "apply-deploy", "apply-guard", "apply-network", "apply-read", "apply-roles", "apply-write", "plan-read"]
    error_message = "another role may more"
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.github) == 1
    error_message = "no identity provider"
  }
}

run "uses_the_identity_provider_that_another_project_has_made" {
  command = plan

  variables {
    github = { repository = "owner@1234/name@5678", environment = "staging", provider_exists = true }
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.github) == 0 && length(aws_iam_role.github) == 2
    error_message = "a second identity provider"
  }
}

run "refuses_every_repository_of_an_owner" {
  command = plan

  variables {
    github = { repository = "owner/*", environment = "staging" }
  }

  expect_failures = [var.github]
}

run "refuses_a_repository_with_half_of_its_ids" {
  command = plan

  variables {
    github = { repository = "owner@1234/name", environment = "staging" }
  }

  expect_failures = [var.github]
}

run "refuses_every_environment" {
  command = plan

  variables {
    github = { repository = "owner/name", environment = "*" }
  }

  expect_failures = [var.github]
}

run "refuses_every_branch" {
  command = plan

  variables {
    github = { repository = "owner/name", environment = "staging", branch = "*" }
  }

  expect_failures = [var.github]
}
