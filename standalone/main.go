// Command standalone is the whole of Sightline on one machine: the same verbs as sightline, with a Temporal server in the process and a private
// PostgreSQL as its child. Everything it keeps lies in one folder.
package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.LookupEnv, os.Stdout, os.Stderr))
}

// run starts the house for the verb run, and lets every other verb work on the house that runs already.
func run(ctx context.Context, args []string, getenv app.Getenv, stdout, stderr io.Writer) int {
	dir, args := takeDir(args, getenv)
	var err error
	switch {
	case len(args) == 0 || args[0] == "help" || args[0] == "--help":
		fmt.Fprint(stdout, usage)
		return app.Main(ctx, []string{"--help"}, getenv, stdout, stderr)
	case args[0] == "run":
		var code int
		rest, empty := takeEmpty(args[1:])
		code, err = live(ctx, folder(dir), rest, empty, getenv, stdout, stderr)
		if err == nil {
			return code
		}
	default:
		if getenv, err = folder(dir).borrow(getenv); err == nil {
			return app.Main(ctx, args, getenv, stdout, stderr)
		}
	}
	fmt.Fprintf(stderr, "sightline: %v\n", err)
	return 1
}

// takeEmpty takes --empty out of the arguments of run.
func takeEmpty(args []string) (rest []string, empty bool) {
	for _, arg := range args {
		if arg == "--empty" {
			empty = true
			continue
		}
		rest = append(rest, arg)
	}
	return rest, empty
}

const usage = `Sightline on one machine: sightline-standalone run [--dir FOLDER] [--empty] [settings]

  run starts PostgreSQL, Temporal, the pages and the work in one process. An empty folder gets the demonstration council, unless --empty stands there.
  Every other verb below works on the house that runs in the same folder.
  The folder is --dir, or $SIGHTLINE_DIR, or /var/lib/sightline for root and ~/.local/share/sightline for anybody else.

`
