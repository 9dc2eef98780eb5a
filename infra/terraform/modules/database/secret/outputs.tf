output "value" {
  description = "The secret, for write-only arguments."
  value       = ephemeral.aws_ssm_parameter.this.value
  ephemeral   = true
}
