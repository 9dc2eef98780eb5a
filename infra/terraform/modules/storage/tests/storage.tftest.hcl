mock_provider "aws" {
  source = "../../testing/aws"
}

variables {
  assets_bucket = "bookmark-manager-staging-assets-<account>"
}

run "names_the_bucket_after_the_account" {
  command = plan

  assert {
    condition     = aws_s3_bucket.assets.bucket == "bookmark-manager-staging-assets-123456789012"
    error_message = "another name"
  }
}

run "takes_a_name_that_somebody_chose" {
  command = plan

  variables {
    assets_bucket = "our-own-name"
  }

  assert {
    condition     = aws_s3_bucket.assets.bucket == "our-own-name"
    error_message = "another name"
  }
}

run "keeps_no_versions_and_clears_up" {
  command = plan

  assert {
    condition     = aws_s3_bucket_versioning.assets.versioning_configuration[0].status == "Disabled"
    error_message = "versioning is on"
  }

  assert {
    condition     = alltrue([for rule in aws_s3_bucket_lifecycle_configuration.assets.rule : rule.status == "Enabled"]) && length(aws_s3_bucket_lifecycle_configuration.assets.rule) == 2
    error_message = "the lifecycle rules are not on"
  }
}

run "is_closed_to_the_public" {
  command = plan

  assert {
    condition     = aws_s3_bucket_public_access_block.assets.block_public_acls && aws_s3_bucket_public_access_block.assets.block_public_policy && aws_s3_bucket_public_access_block.assets.ignore_public_acls && aws_s3_bucket_public_access_block.assets.restrict_public_buckets
    error_message = "something is public"
  }
}

run "refuses_plain_http_unless_an_emulator_stands_in" {
  command = plan

  assert {
    condition     = length(aws_s3_bucket_policy.only_tls) == 1
    error_message = "no policy"
  }
}

run "has_no_policy_on_an_emulator" {
  command = plan

  variables {
    require_tls = false
  }

  assert {
    condition     = length(aws_s3_bucket_policy.only_tls) == 0
    error_message = "a policy that the emulator would misread"
  }
}

run "can_be_destroyed_with_its_content" {
  command = plan

  assert {
    condition     = aws_s3_bucket.assets.force_destroy
    error_message = "a bucket with content would stay"
  }
}

run "refuses_a_name_that_s3_would_refuse" {
  command = plan

  variables {
    assets_bucket = "Bookmark_Assets"
  }

  expect_failures = [var.assets_bucket]
}
