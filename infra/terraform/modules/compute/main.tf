data "aws_caller_identity" "this" {}

data "aws_region" "this" {}

# What was deployed last: one parameter for each service, {"image": …}. Nothing there means that nothing was.
data "aws_ssm_parameters_by_path" "images" {
  path = "${var.parameter_prefix}/images"
}

locals {
  account = data.aws_caller_identity.this.account_id
  region  = data.aws_region.this.name
  bucket  = replace(var.assets_bucket, "<account>", local.account)
  url     = "${local.door.tls || local.https ? "https" : "http"}://${try(var.domain.name, local.entrance.host)}"
  https   = var.certificate_arn != null || var.domain != null

  parameter_arn = "arn:aws:ssm:${local.region}:${local.account}:parameter${var.parameter_prefix}"

  # An image typed into terragrunt.hcl wins over the deployed one, and that over the tag `latest`.
  repositories = { web = var.ecr.web_repository_url, api = var.ecr.api_repository_url }
  typed        = { web = var.web_image, api = var.api_image }
  deployed     = zipmap(data.aws_ssm_parameters_by_path.images.names, nonsensitive(data.aws_ssm_parameters_by_path.images.values))
  images = {
    for service, repository in local.repositories : service => coalesce(
      local.typed[service],
      lookup(jsondecode(lookup(local.deployed, "${var.parameter_prefix}/images/${service}", "{}")), "image", null),
      "${repository}:latest",
    )
  }

  namespace = "${var.name}.internal"
}
