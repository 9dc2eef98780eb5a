output "bucket_name" {
  description = "The bucket of static assets."
  value       = aws_s3_bucket.assets.bucket
}
