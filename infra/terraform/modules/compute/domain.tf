# With a name of one's own: its certificate, proven by a record in its zone, and the name itself.
locals {
  domain          = var.domain == null ? {} : { (var.domain.name) = var.domain.zone_id }
  certificate_arn = try(one(values(aws_acm_certificate_validation.this)).certificate_arn, var.certificate_arn)
}

resource "aws_acm_certificate" "this" {
  for_each = local.domain

  domain_name       = each.key
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "certificate" {
  for_each = local.domain

  zone_id         = each.value
  name            = one(aws_acm_certificate.this[each.key].domain_validation_options).resource_record_name
  type            = one(aws_acm_certificate.this[each.key].domain_validation_options).resource_record_type
  records         = [one(aws_acm_certificate.this[each.key].domain_validation_options).resource_record_value]
  ttl             = 60
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "this" {
  for_each = local.domain

  certificate_arn         = aws_acm_certificate.this[each.key].arn
  validation_record_fqdns = [aws_route53_record.certificate[each.key].fqdn]
}

resource "aws_route53_record" "front" {
  for_each = local.domain

  zone_id = each.value
  name    = each.key
  type    = "A"

  alias {
    name                   = local.entrance.alias.name
    zone_id                = local.entrance.alias.zone_id
    evaluate_target_health = false
  }
}
