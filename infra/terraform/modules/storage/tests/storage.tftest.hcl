mock_provider "aws" {
  source = "../../testing/aws"
}

variables {
  assets_bucket = "bookmark-manager-staging-assets-<account>"
}

run "keeps_its_promises_with_nothing_else_said" {
  command = plan

  # names the bucket after the account
  assert {
    condition     = aws_s3_bucket.assets.bucket == "bookmark-manager-staging-assets-123456789012"
    error_message = "another name"
  }

  # keeps no versions and clears up
  assert {
    condition     = aws_s3_bucket_versioning.assets.versioning_configuration[0].status == "Disabled"
    error_message = "versioning is on"
  }

  assert {
    condition     = alltrue([for rule in aws_s3_bucket_lifecycle_configuration.assets.rule : rule.status == "Enabled"]) && length(aws_s3_bucket_lifecycle_configuration.assets.rule) == 5
    error_message = "the lifecycle rules are not on"
  }

  # lets uploads, exports and previews expire, each by its own time, and nothing else
  assert {
    condition     = { for rule in aws_s3_bucket_lifecycle_configuration.assets.rule : rule.filter[0].prefix => rule.expiration[0].days if length(rule.expiration) > 0 } == { "imports/" = 7, "exports/" = 3, "previews/" = 30 }
    error_message = "other lifetimes"
  }

  # is closed to the public
  assert {
    condition     = aws_s3_bucket_public_access_block.assets.block_public_acls && aws_s3_bucket_public_access_block.assets.block_public_policy && aws_s3_bucket_public_access_block.assets.ignore_public_acls && aws_s3_bucket_public_access_block.assets.restrict_public_buckets
    error_message = "something is public"
  }

  # refuses plain http unless an emulator stands in
  assert {
    condition     = length(aws_s3_bucket_policy.only_tls) == 1
    error_message = "no policy"
  }

  # lets no page put anything into it
  assert {
    condition     = length(aws_s3_bucket_cors_configuration.uploads) == 0
    error_message = "pages may upload"
  }

  # can be destroyed with its content
  assert {
    condition     = aws_s3_bucket.assets.force_destroy
    error_message = "a bucket with content would stay"
  }
}

run "takes_a_name_that_somebody_chose_and_has_no_policy_on_an_emulator" {
  command = plan

  variables {
    assets_bucket = "our-own-name"
    require_tls   = false
  }

  assert {
    condition     = aws_s3_bucket.assets.bucket == "our-own-name"
    error_message = "another name"
  }

  assert {
    condition     = length(aws_s3_bucket_policy.only_tls) == 0
    error_message = "a policy that the emulator would misread"
  }
}

run "lets_pages_send_signed_forms_where_the_door_is_too_small" {
  command = plan

  variables {
    direct_uploads = true
  }

  assert {
    condition     = [for rule in one(aws_s3_bucket_cors_configuration.uploads).cors_rule : [rule.allowed_methods, rule.allowed_origins]] == [[toset(["POST"]), toset(["https://*"])]]
    error_message = "something else than a form over https"
  }
}

run "refuses_a_name_that_s3_would_refuse" {
  command = plan

  variables {
    assets_bucket = "Bookmark_Assets"
  }

  expect_failures = [var.assets_bucket]
}
