// Command sightline is the one binary of the distributed shape; its verbs are in package app.
package main

import (
	"context"
	"os"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
)

func main() {
	os.Exit(app.Main(context.Background(), os.Args[1:], os.LookupEnv, os.Stdout, os.Stderr))
}
