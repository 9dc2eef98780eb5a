locals {
  # The image brings it, in its working directory: sslmode=verify-full trusts nobody else.
  database_ca = "rds-ca.pem"

  tunnel_hours = 12

  api_secrets = concat(["DATABASE_URL", "JWT_SECRET"], var.mongodb ? ["MONGODB_URI"] : [])

  # Each kind of task. Web has no way to the database: one authority over the data.
  tasks = {
    web = {
      service = "web"
      port    = var.ports.web
      # a page is much garbage: small new space keeps the process below 200 MB, for a tenth more of its processor time
      command     = ["node", "--max-semi-space-size=4", "server.js"]
      environment = merge({ API_ORIGIN = "http://api.${local.namespace}:${var.ports.api}", ASSETS_BUCKET = local.bucket, PORT = tostring(var.ports.web) }, local.door.environment)
      secrets     = []
    }
    api = {
      service     = "api"
      port        = var.ports.api
      command     = ["node", "main.js"]
      environment = merge({ ASSETS_BUCKET = local.bucket, PORT = tostring(var.ports.api), SIGN_UP = var.sign_up, NODE_EXTRA_CA_CERTS = local.database_ca }, local.door.environment)
      secrets     = local.api_secrets
    }
    migrate = {
      service     = "api"
      port        = null
      command     = ["node", "migrate.js"]
      environment = { NODE_EXTRA_CA_CERTS = local.database_ca }
      secrets     = ["DATABASE_URL", "DATABASE_URL_NEXT", "DATABASE_ADMIN_URL"]
    }
    # Waits while `staging db` goes through it. Whoever started it ends it; should that fail, it ends by itself.
    tunnel = {
      service     = "api"
      port        = null
      command     = ["node", "-e", "setTimeout(() => {}, ${local.tunnel_hours} * 3600e3)"]
      environment = {}
      secrets     = []
    }
  }

  # Patient on purpose: a slow start must not become a loop of restarts, each of which pulls the image again.
  health_check = { command = ["CMD", "node", "health.js"], interval = 10, timeout = 5, retries = 10, startPeriod = 120 }

  containers = {
    for kind, task in local.tasks : kind => {
      name             = kind
      image            = local.images[task.service]
      command          = task.command
      essential        = true
      environment      = [for name, value in merge({ NODE_ENV = "production" }, task.environment) : { name = name, value = value }]
      secrets          = [for name in task.secrets : { name = name, valueFrom = "${local.parameter_arn}/${name}" }]
      portMappings     = [for port in [task.port] : { containerPort = port, hostPort = port, protocol = "tcp" } if port != null]
      healthCheck      = task.port == null ? null : local.health_check
      linuxParameters  = { initProcessEnabled = true } # reaps what ECS Exec leaves behind
      logConfiguration = local.log_configuration[kind]
      stopTimeout      = task.port == null ? 30 : local.door.stop_timeout
    }
  }

  log_configuration = {
    for kind, task in local.tasks : kind => {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.service[task.service].name
        awslogs-region        = local.region
        awslogs-stream-prefix = kind
      }
    }
  }
}

resource "aws_ecs_task_definition" "this" {
  for_each = local.tasks

  family                   = "${var.name}-${each.key}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.shape.services[each.value.service].cpu
  memory                   = var.shape.services[each.value.service].memory
  execution_role_arn       = var.security.execution_role_arns[each.key]
  task_role_arn            = var.security.task_role_arns[each.key]
  container_definitions    = jsonencode([local.containers[each.key]])
  skip_destroy             = true # the revision before stays registered: a deployment that fails goes back to it

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.shape.cpu_architecture
  }

  lifecycle {
    precondition {
      condition     = contains(["open", "invited", "closed"], var.sign_up)
      error_message = "sign_up is \"${var.sign_up}\": open, invited or closed."
    }
  }
}
