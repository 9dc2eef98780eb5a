# Files that are too large for the front door: a page puts them here itself, by a form that the API has signed for one key, one size
# and some minutes. A page of any address may ask, as the form alone decides.
resource "aws_s3_bucket_cors_configuration" "uploads" {
  count = var.direct_uploads ? 1 : 0

  bucket = aws_s3_bucket.assets.id

  cors_rule {
    id              = "uploads"
    allowed_methods = ["POST"]
    allowed_origins = ["https://*"]
    max_age_seconds = 3600
  }
}
