# What passes a NAT gateway is charged by the byte, in both directions: images that are pulled again and again show here first.
locals {
  nat_alarm = var.nat_alarm_gb == null ? toset([]) : local.nat_zone

  # Out to the internet, and back to who asked.
  nat_metrics = { sent = "BytesOutToDestination", received = "BytesOutToSource" }
}

resource "aws_cloudwatch_metric_alarm" "nat" {
  for_each = local.nat_alarm

  alarm_name          = "${var.name}-nat-bytes"
  alarm_description   = "More than ${var.nat_alarm_gb} GB passed the NAT gateway in a day, each charged."
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.nat_alarm_gb * pow(1024, 3)
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.notice_topic_arn[*]
  ok_actions          = var.notice_topic_arn[*]

  metric_query {
    id          = "bytes"
    label       = "Bytes through the NAT gateway"
    expression  = "SUM(METRICS())"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.nat_metrics

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/NATGateway"
        metric_name = metric_query.value
        dimensions  = { NatGatewayId = aws_nat_gateway.this[each.key].id }
        stat        = "Sum"
        period      = 86400
      }
    }
  }
}
