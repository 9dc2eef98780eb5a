output "web_repository_url" {
  description = "Where web's images are pushed."
  value       = aws_ecr_repository.this["web"].repository_url
}

output "api_repository_url" {
  description = "Where the API's images are pushed."
  value       = aws_ecr_repository.this["api"].repository_url
}
