resource "aws_lb" "this" {
  count = length(local.alb)

  name                       = var.name
  load_balancer_type         = "application"
  subnets                    = var.network.public_subnet_ids
  security_groups            = [var.security.security_group_ids.alb]
  drop_invalid_header_fields = true
  enable_deletion_protection = false
}

resource "aws_lb_target_group" "service" {
  for_each = length(local.alb) == 1 ? var.shape.services : {}

  name                 = "${var.name}-${each.key}"
  vpc_id               = var.network.vpc_id
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = var.ports[each.key]
  deregistration_delay = 30

  health_check {
    path                = "/health"
    matcher             = "200"
    interval            = 60
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 10
  }
}

# What answers while the environment sleeps.
resource "aws_lb_target_group" "wake" {
  count = length(local.alb)

  name        = "${var.name}-wake"
  target_type = "lambda"
}

resource "aws_lb_target_group_attachment" "wake" {
  count = length(local.alb)

  target_group_arn = aws_lb_target_group.wake[0].arn
  target_id        = aws_lambda_function.this["wake"].arn

  depends_on = [aws_lambda_permission.wake]
}
