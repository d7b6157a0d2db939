package pgserver

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// oldest is the oldest major version of PostgreSQL that we run on.
const oldest = 13

// ErrNoPrograms is wrapped by errors that say that PostgreSQL is not installed, or not in the version that the data needs.
var ErrNoPrograms = errors.New("PostgreSQL's programs are missing")

// places are where distributions keep the programs that people do not type: Debian, PostgreSQL's own RPMs, Alpine.
var places = []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/libexec/postgresql*"}

// noPrograms carries a sentence of its own and answers to ErrNoPrograms.
type noPrograms string

func (e noPrograms) Error() string        { return string(e) }
func (e noPrograms) Is(target error) bool { return target == ErrNoPrograms }

// findPrograms is the folder that holds initdb and postgres. The major version of existing data decides;
// otherwise the newest wins.
func findPrograms(ctx context.Context, given, data string) (string, error) {
	want, err := dataVersion(data)
	if err != nil {
		return "", err
	}
	best, bestVersion := "", 0
	for _, dir := range candidates(given) {
		version, err := programVersion(ctx, dir)
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		if err != nil {
			if given != "" {
				return "", noPrograms(fmt.Sprintf("PostgreSQL's programs cannot be run from %s: %v.", given, err))
			}
			continue
		}
		if version >= oldest && version > bestVersion && (want == 0 || version == want) {
			best, bestVersion = dir, version
		}
	}
	if best == "" {
		return "", missing(want)
	}
	return best, nil
}

func candidates(given string) []string {
	if given != "" {
		if _, err := os.Stat(filepath.Join(given, "postgres")); err != nil {
			return []string{filepath.Join(given, "bin")}
		}
		return []string{given}
	}
	var dirs []string
	for _, pattern := range places {
		found, err := filepath.Glob(pattern)
		if err == nil { // only a malformed pattern is an error, and ours are not
			dirs = append(dirs, found...)
		}
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			dirs = append(dirs, filepath.Dir(real))
		}
	}
	slices.Sort(dirs)
	return slices.Compact(dirs)
}

var versionText = regexp.MustCompile(`PostgreSQL\) (\d+)`)

func programVersion(ctx context.Context, dir string) (int, error) {
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return 0, err
	}
	out, err := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		return 0, err
	}
	found := versionText.FindSubmatch(out)
	if found == nil {
		return 0, fmt.Errorf("it answers %q when asked for its version", out)
	}
	return strconv.Atoi(string(found[1]))
}

// dataVersion is the major version that wrote the data, or 0 when there is none.
func dataVersion(data string) (int, error) {
	text, err := os.ReadFile(filepath.Join(data, "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("The data in %s cannot be read: %w.", data, err)
	}
	version, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, fmt.Errorf("The data in %s does not say which PostgreSQL wrote it.", data)
	}
	return version, nil
}

// missing says in one sentence what to type.
func missing(want int) error {
	what := fmt.Sprintf("PostgreSQL (version %d or later) is not installed on this machine", oldest)
	debian, other := "postgresql", "postgresql-server"
	if want > 0 {
		what = fmt.Sprintf("The data was written by PostgreSQL %d, which is not installed on this machine", want)
		debian, other = fmt.Sprintf("postgresql-%d", want), fmt.Sprintf("postgresql%d-server", want)
	}
	for _, tool := range []struct{ program, line string }{
		{"apt-get", "sudo apt-get install --no-install-recommends " + debian},
		{"dnf", "sudo dnf install " + other},
		{"zypper", "sudo zypper install " + other},
		{"apk", "sudo apk add " + strings.ReplaceAll(debian, "-", "")},
		{"pacman", "sudo pacman -S postgresql"},
	} {
		if _, err := exec.LookPath(tool.program); err == nil {
			return noPrograms(what + "; type: " + tool.line)
		}
	}
	return noPrograms(what + "; install it with the system's package manager.")
}
