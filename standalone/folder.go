package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
	"github.com/sightline-readiness/sightline/workflows"
)

// folder is where a standalone keeps everything: PostgreSQL's data, the payload key, and how to reach the house that runs.
type folder string

func (f folder) postgres() string { return filepath.Join(string(f), "postgres") }
func (f folder) keys() string     { return filepath.Join(string(f), "payload-keys") }
func (f folder) running() string  { return filepath.Join(string(f), "running.json") }

// takeDir takes --dir out of the arguments; without it the variable decides, then who runs it.
func takeDir(args []string, getenv app.Getenv) (string, []string) {
	var rest []string
	dir := ""
	for i := 0; i < len(args); i++ {
		value, joined := strings.CutPrefix(args[i], "--dir=")
		switch {
		case joined:
			dir = value
		case args[i] == "--dir" && i+1 < len(args):
			i++
			dir = args[i]
		default:
			rest = append(rest, args[i])
		}
	}
	if dir == "" {
		dir = usualDir(getenv)
	}
	if absolute, err := filepath.Abs(dir); err == nil {
		dir = absolute
	}
	return dir, rest
}

// usualDir is not below root's home: there PostgreSQL, which runs as somebody else, could not reach it.
func usualDir(getenv app.Getenv) string {
	if dir, set := getenv("SIGHTLINE_DIR"); set && dir != "" {
		return dir
	}
	if os.Geteuid() == 0 {
		return "/var/lib/sightline"
	}
	if home, err := os.UserHomeDir(); err == nil {
		return filepath.Join(home, ".local", "share", "sightline")
	}
	return "sightline-data"
}

// makeKey makes the payload key on the first start. Whoever loses it loses what is under way in Temporal, so a folder that has data and no key is
// refused.
func (f folder) makeKey() error {
	if _, err := os.Stat(f.keys()); err == nil {
		return nil
	}
	if _, err := os.Stat(filepath.Join(f.postgres(), "data", "PG_VERSION")); err == nil {
		return fmt.Errorf("%s is missing beside existing data. Put it back from your backup: without it nothing under way can be read", f.keys())
	}
	if err := os.MkdirAll(string(f), 0o711); err != nil {
		return fmt.Errorf("make the folder: %w", err)
	}
	return writeWhole(f.keys(), []byte(workflows.NewKey("first")+"\n"))
}

// writeWhole writes a file that only we can read, and that is there whole or not at all.
func writeWhole(path string, data []byte) error {
	file, err := os.OpenFile(path+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return os.Rename(path+".new", path)
}

// reach is how other verbs reach the house that runs.
type reach struct {
	DatabaseURL     string `json:"database_url"`
	TemporalAddress string `json:"temporal_address"`
}

func (f folder) announce(r reach) error {
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return writeWhole(f.running(), data)
}

// borrow answers for the settings that the running house decides. Without one, the verbs that need no ledger still work.
func (f folder) borrow(getenv app.Getenv) (app.Getenv, error) {
	data, err := os.ReadFile(f.running())
	if errors.Is(err, os.ErrNotExist) {
		return getenv, nil
	}
	if err != nil {
		return nil, err
	}
	var r reach
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, fmt.Errorf("%s cannot be read: start Sightline again", f.running())
	}
	return f.over(getenv, r), nil
}

// over lays the house's own settings over the environment. Somebody who sets them themselves means another house.
func (f folder) over(getenv app.Getenv, r reach) app.Getenv {
	own := map[string]string{
		app.Variable("database-url"): r.DatabaseURL, app.Variable("temporal-address"): r.TemporalAddress, app.Variable("payload-keys-file"): f.keys(),
	}
	return func(name string) (string, bool) {
		if value, set := getenv(name); set {
			return value, true
		}
		value, set := own[name]
		return value, set
	}
}
