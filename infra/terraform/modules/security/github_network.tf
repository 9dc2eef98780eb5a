# What AWS gives a number instead of a name is ours when it carries our tags, or is made with them.
locals {
  github_tags = { for key in ["Project", "Environment"] : key => lookup(data.aws_default_tags.this.tags, key, "") }

  github_makes = [
    "ec2:AllocateAddress",
    "ec2:AuthorizeSecurityGroupEgress",
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:CreateInternetGateway",
    "ec2:CreateNatGateway",
    "ec2:CreateRouteTable",
    "ec2:CreateSecurityGroup",
    "ec2:CreateSubnet",
    "ec2:CreateVpc",
    "ec2:CreateVpcEndpoint",
  ]
  github_made = ["elastic-ip", "internet-gateway", "natgateway", "route-table", "security-group", "subnet", "vpc", "vpc-endpoint"]

  github_numbered_arns = [for kind in concat(local.github_made, ["network-interface", "security-group-rule"]) : "arn:aws:ec2:${local.here}:${kind}/*"]
}

data "aws_iam_policy_document" "github_network" {
  statement {
    actions   = local.github_makes
    resources = local.github_numbered_arns

    dynamic "condition" {
      for_each = local.github_tags

      content {
        test     = "StringEquals"
        variable = "aws:RequestTag/${condition.key}"
        values   = [condition.value]
      }
    }
  }

  statement {
    actions = concat(local.github_makes, [
      "ec2:AssociateRouteTable",
      "ec2:AttachInternetGateway",
      "ec2:CreateRoute",
      "ec2:CreateTags",
      "ec2:DeleteInternetGateway",
      "ec2:DeleteNatGateway",
      "ec2:DeleteRoute",
      "ec2:DeleteRouteTable",
      "ec2:DeleteSecurityGroup",
      "ec2:DeleteSubnet",
      "ec2:DeleteTags",
      "ec2:DeleteVpc",
      "ec2:DeleteVpcEndpoints",
      "ec2:DetachInternetGateway",
      "ec2:DisassociateAddress",
      "ec2:DisassociateRouteTable",
      "ec2:ModifySecurityGroupRules",
      "ec2:ModifySubnetAttribute",
      "ec2:ModifyVpcAttribute",
      "ec2:ModifyVpcEndpoint",
      "ec2:ReleaseAddress",
      "ec2:ReplaceRoute",
      "ec2:ReplaceRouteTableAssociation",
      "ec2:RevokeSecurityGroupEgress",
      "ec2:RevokeSecurityGroupIngress",
      "ec2:UpdateSecurityGroupRuleDescriptionsEgress",
      "ec2:UpdateSecurityGroupRuleDescriptionsIngress",
    ])
    resources = local.github_numbered_arns

    dynamic "condition" {
      for_each = local.github_tags

      content {
        test     = "StringEquals"
        variable = "aws:ResourceTag/${condition.key}"
        values   = [condition.value]
      }
    }
  }

  # Tags are what makes a thing ours: they are given only while it is made.
  statement {
    actions   = ["ec2:CreateTags"]
    resources = [for kind in local.github_made : "arn:aws:ec2:${local.here}:${kind}/*"]

    condition {
      test     = "StringEquals"
      variable = "ec2:CreateAction"
      values   = [for action in local.github_makes : split(":", action)[1]]
    }
  }

  # A rule is tagged after it is made. Its group decides whose it is: every call on a rule asks for that too.
  statement {
    actions   = ["ec2:AuthorizeSecurityGroupEgress", "ec2:AuthorizeSecurityGroupIngress", "ec2:CreateTags"]
    resources = ["arn:aws:ec2:${local.here}:security-group-rule/*"]
  }
}
