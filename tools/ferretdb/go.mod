// A server that speaks MongoDB's protocol, for the long tests. Its own sums verify what it is built of; ours verify it.
module bookmark-manager/tools/ferretdb

go 1.26.0

require github.com/FerretDB/FerretDB v1.24.2
