package e2e_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
)

var record = flag.Bool("record", false, "write the histories of finished runs to workflows/testdata/histories")

// playing names the part that a copy of this test binary plays as a process of its own.
const playing = "SIGHTLINE_E2E_PLAYS"

// houses is how many tests run side by side: they mostly wait for ladders of minutes, so there are more than processors.
const houses = 6

// TestMain lets the test binary be other programs too, so that nothing has to be built beside it: the same code, in a process that can be killed.
func TestMain(m *testing.M) {
	var code int
	switch part := os.Getenv(playing); part {
	case "":
		flag.Parse()
		if err := flag.Set("test.parallel", strconv.Itoa(houses)); err != nil {
			panic(err)
		}
		code = m.Run()
		if err := os.RemoveAll(programs); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	case "sightline":
		code = app.Main(context.Background(), os.Args[1:], os.LookupEnv, os.Stdout, os.Stderr)
	case "ground":
		code = playGround(os.Args[1:])
	default:
		fmt.Fprintf(os.Stderr, "nobody plays %q\n", part)
		code = 2
	}
	os.Exit(code)
}
