# What the repository's workflows may do, without a long-lived key: GitHub signs who asks, and each role trusts exactly one
# kind of asker. All of it only when `github` says so. docs/decisions/0025 tells why there are two roles, 0026 what a plan reads.
locals {
  issuer  = "token.actions.githubusercontent.com"
  subject = "repo:${try(var.github.repository, "")}"

  # Who may become which role, and what it may then: pull requests and the branch plan, only what was approved in the environment applies.
  github_roles = var.github == null ? {} : {
    plan  = { subjects = ["${local.subject}:pull_request", "${local.subject}:ref:refs/heads/${var.github.branch}"], may = ["read"] }
    apply = { subjects = ["${local.subject}:environment:${var.github.environment}"], may = ["read", "write", "database", "guard", "network", "roles", "deploy"] }
  }

  github_policies = var.github == null ? {} : {
    read     = data.aws_iam_policy_document.github_read.json
    write    = data.aws_iam_policy_document.github_write.json
    database = data.aws_iam_policy_document.github_write_database.json
    guard    = data.aws_iam_policy_document.github_write_guard.json
    network  = data.aws_iam_policy_document.github_network.json
    roles    = data.aws_iam_policy_document.github_write_roles.json
    deploy   = data.aws_iam_policy_document.github_deploy.json
  }
}

# An account has one at most: another project's is used when there is one.
resource "aws_iam_openid_connect_provider" "github" {
  count = try(var.github.provider_exists, true) ? 0 : 1

  url            = "https://${local.issuer}"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "github_trust" {
  for_each = local.github_roles

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::${local.account}:oidc-provider/${local.issuer}"]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:sub"
      values   = each.value.subjects
    }
  }
}

resource "aws_iam_role" "github" {
  for_each = local.github_roles

  name                 = "${var.name}-github-${each.key}"
  description          = each.key == "plan" ? "Workflows: reads the environment, and no secret" : "Workflows: applies what was approved"
  assume_role_policy   = data.aws_iam_policy_document.github_trust[each.key].json
  max_session_duration = 3600
}

resource "aws_iam_policy" "github" {
  for_each = local.github_policies

  name        = "${var.name}-github-${each.key}"
  description = "Workflows: ${each.key}"
  policy      = each.value
}

resource "aws_iam_role_policy_attachment" "github" {
  for_each = merge([for role, what in local.github_roles : { for policy in what.may : "${role}-${policy}" => { role = role, policy = policy } }]...)

  role       = aws_iam_role.github[each.value.role].name
  policy_arn = aws_iam_policy.github[each.value.policy].arn
}
