data "aws_caller_identity" "this" {}

locals {
  bucket = replace(var.assets_bucket, "<account>", data.aws_caller_identity.this.account_id)
}
