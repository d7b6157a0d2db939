package main_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/sightline-readiness/sightline/annexa/annexatest"
	"github.com/sightline-readiness/sightline/cmd/sightline/app"
	"github.com/sightline-readiness/sightline/internal/calendar"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"sightline": func() { os.Exit(app.Main(context.Background(), os.Args[1:], os.LookupEnv, os.Stdout, os.Stderr)) },
	})
}

var update = flag.Bool("update", false, "write what cmp compares with into the scripts")

// TestScripts plays the command lines of testdata/scripts.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: "testdata/scripts", RequireExplicitExec: true, RequireUniqueNames: true, UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			taken := calendar.On(2026, 3, 31)
			good := annexatest.Spec{Seed: 1, Children: 20, TakenOn: taken}
			faulty := good
			faulty.Faults = annexatest.FaultIDs()[:4]
			for name, spec := range map[string]annexatest.Spec{"good.xlsx": good, "faulty.xlsx": faulty} {
				if err := os.WriteFile(filepath.Join(e.WorkDir, name), annexatest.Workbook(spec), 0o600); err != nil {
					return err
				}
			}
			return nil
		},
	})
}
