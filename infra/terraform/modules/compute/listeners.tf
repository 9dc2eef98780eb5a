# A group that no rule names is never health-checked: every rule names the service's and the wake page's, by weight.
resource "aws_lb_listener" "front" {
  count = length(local.alb)

  load_balancer_arn = aws_lb.this[0].arn
  port              = local.https ? 443 : 80
  protocol          = local.https ? "HTTPS" : "HTTP"
  certificate_arn   = local.https ? local.certificate_arn : null
  ssl_policy        = local.https ? "ELBSecurityPolicy-TLS13-1-2-2021-06" : null

  default_action {
    type = "forward"

    forward {
      target_group {
        arn    = aws_lb_target_group.service["web"].arn
        weight = 0
      }

      target_group {
        arn    = aws_lb_target_group.wake[0].arn
        weight = 100
      }
    }
  }

  lifecycle {
    ignore_changes = [default_action[0].forward] # the scheduler owns the weights: 100/0 awake, 0/100 asleep

    precondition {
      condition     = local.https || var.allow_http
      error_message = "There is neither a certificate nor a domain, so everything would travel in plain HTTP. Give one of them in env.hcl, or write allow_http = true there."
    }
  }
}

# The wake page's own paths, awake and asleep: its form, how far waking is, and the link that keeps it awake.
resource "aws_lb_listener_rule" "wake" {
  count = length(local.alb)

  listener_arn = aws_lb_listener.front[0].arn
  priority     = 5

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.wake[0].arn
  }

  condition {
    path_pattern {
      values = ["/_staging/*"]
    }
  }
}

resource "aws_lb_listener_rule" "api" {
  count = length(local.alb)

  listener_arn = aws_lb_listener.front[0].arn
  priority     = 10

  action {
    type = "forward"

    forward {
      target_group {
        arn    = aws_lb_target_group.service["api"].arn
        weight = 0
      }

      target_group {
        arn    = aws_lb_target_group.wake[0].arn
        weight = 100
      }
    }
  }

  condition {
    path_pattern {
      values = ["/api/*", "/health/api"]
    }
  }

  lifecycle {
    ignore_changes = [action[0].forward] # the scheduler owns the weights: 100/0 awake, 0/100 asleep
  }
}

resource "aws_lb_listener" "redirect" {
  count = local.https ? length(local.alb) : 0

  load_balancer_arn = aws_lb.this[0].arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }

  depends_on = [aws_lb_listener.front] # which may have had port 80 until now
}
