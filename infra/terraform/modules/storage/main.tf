data "aws_caller_identity" "this" {}

locals {
  bucket = replace(var.assets_bucket, "<account>", data.aws_caller_identity.this.account_id)

  # Days that files are kept for, by what they are for: as the API says it (fileLifetimes in core/src/files). Icons stay.
  lifetimes = { imports = 7, exports = 3, previews = 30 }
}
