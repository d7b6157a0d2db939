// Command standalone is the whole of Sightline in one process.
package main

import (
	_ "go.temporal.io/server/common/persistence/sql/sqlplugin/postgresql"
	_ "go.temporal.io/server/schema/sqlite"
	"go.temporal.io/server/temporal"
	_ "go.temporal.io/server/tools/sql"
)

func main() { _, _ = temporal.NewServer() }
