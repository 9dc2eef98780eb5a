data "aws_caller_identity" "this" {}

data "aws_region" "this" {}

# The provider gives these to whatever is made: root.hcl says which.
data "aws_default_tags" "this" {}

locals {
  account = data.aws_caller_identity.this.account_id
  region  = data.aws_region.this.name
  bucket  = replace(var.assets_bucket, "<account>", local.account)
  states  = replace(var.state_bucket, "<account>", local.account)

  listener_ports = var.https ? [80, 443] : [80]
  allowed        = { for pair in setproduct(local.door.checks_addresses ? [] : distinct(var.allowed_cidr_blocks), local.listener_ports) : "${pair[0]}:${pair[1]}" => { cidr = pair[0], port = pair[1] } }

  gateway_logs = "arn:aws:logs:${local.region}:${local.account}:log-group:/aws/vendedlogs/${var.name}-*"

  # The front door as a member of the network: a load balancer, whose group is the allow-list, or the link of a gateway, which nobody but
  # the gateway can come in by.
  door = {
    alb = {
      name             = "alb"
      checks_addresses = false
      group            = { alb = "The load balancer: the allow-list comes in" }
      boundary         = []
      reads            = []
    }
    http-api = {
      name             = "link"
      checks_addresses = true
      group            = { link = "The gateway's link into the VPC" }
      boundary = [
        {
          actions   = ["apigateway:DELETE", "apigateway:GET", "apigateway:PATCH", "apigateway:POST"]
          resources = [for path in ["/apis/*/routes*", "/apis/*/deployments*", "/apis/*/stages/*", "/vpclinks/*"] : "arn:aws:apigateway:${local.region}::${path}"]
        },
        { actions = ["execute-api:Invoke"], resources = ["arn:aws:execute-api:${local.region}:${local.account}:*/$default/GET/__probe/*"] },
        { actions = ["logs:FilterLogEvents"], resources = [local.gateway_logs] },
      ]
      reads = [
        { actions = ["apigateway:GET"], resources = [for path in ["/apis/*", "/domainnames/*", "/tags/*", "/vpclinks/*"] : "arn:aws:apigateway:${local.region}::${path}"] },
        { actions = ["logs:DescribeMetricFilters", "logs:ListTagsForResource"], resources = [local.gateway_logs] },
      ]
    }
  }[var.front_door]

  # Named, not looked up: compute, ecr and database make them, and none of them has to wait for another.
  arns = {
    repository = { for service in ["web", "api"] : service => "arn:aws:ecr:${local.region}:${local.account}:repository/${var.name}-${service}" }
    log_group  = { for service in ["web", "api"] : service => "arn:aws:logs:${local.region}:${local.account}:log-group:/ecs/${var.name}-${service}" }
    parameter  = "arn:aws:ssm:${local.region}:${local.account}:parameter${var.parameter_prefix}"
  }

  # Each kind of task: whose image and log it uses, which parameters become its secrets, and whether people may look into
  # it (ECS Exec). A tunnel is nothing but a way through: it holds no secret. A migration, which holds all, lets nobody in.
  tasks = {
    web     = { service = "web", open = true, secrets = [] }
    api     = { service = "api", open = true, secrets = concat(["DATABASE_URL", "JWT_SECRET"], var.mongodb ? ["MONGODB_URI"] : []) }
    migrate = { service = "api", open = false, secrets = ["DATABASE_URL", "DATABASE_URL_NEXT", "DATABASE_ADMIN_URL"] }
    tunnel  = { service = "api", open = true, secrets = [] }
  }
}
