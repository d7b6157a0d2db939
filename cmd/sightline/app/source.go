package app

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"sort"
	"strings"

	"github.com/alecthomas/kong"
	"gopkg.in/yaml.v3"
)

// Getenv looks a variable up, as os.LookupEnv does.
type Getenv func(name string) (string, bool)

// source finds the settings that no flag gave: in the environment, then in the configuration file. A value it cannot use becomes a problem
// instead of ending the search, so that a person hears of all of them at once.
type source struct {
	getenv   Getenv
	file     map[string]any
	read     bool
	problems Problems
}

var _ kong.Resolver = (*source)(nil)

// Validate is kong's; there is nothing to check before the file is known.
func (s *source) Validate(*kong.Application) error { return nil }

// Resolve returns the text for one flag of Config, nil for none.
func (s *source) Resolve(ctx *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	if flag.Group == nil {
		return nil, nil // a verb's own flag, or --config itself
	}
	s.open(ctx)
	if text, ok := s.getenv(Variable(flag.Name)); ok {
		return s.fitting(flag, text, "the variable "+Variable(flag.Name)), nil
	}
	for _, key := range []string{flag.Name, strings.ReplaceAll(flag.Name, "-", "_")} {
		if value, ok := s.file[key]; ok {
			return s.fitting(flag, fmt.Sprint(value), "the configuration file"), nil
		}
	}
	return nil, nil
}

// Variable is the environment variable of a setting: temporal-address is SIGHTLINE_TEMPORAL_ADDRESS.
func Variable(setting string) string {
	return "SIGHTLINE_" + strings.ToUpper(strings.ReplaceAll(setting, "-", "_"))
}

// fitting returns the text if the flag can hold it, else nil and a problem. A secret's text is never repeated.
func (s *source) fitting(flag *kong.Flag, text, from string) any {
	if flag.Enum != "" && !flag.EnumMap()[text] {
		s.problems.add("%s is %q in %s: it must be one of %s.", flag.Name, text, from, strings.Join(flag.EnumSlice(), ", "))
		return nil
	}
	trial := reflect.New(flag.Target.Type()).Elem()
	if err := flag.Parse(kong.ScanFromTokens(kong.Token{Type: kong.FlagValueToken, Value: text}), trial); err != nil {
		s.problems.add("%s is %q in %s, which cannot be read as %s.", flag.Name, text, from, flag.Target.Type())
		return nil
	}
	return text
}

// open reads the configuration file once, and names every key in it that means nothing. JSON is read as YAML, which contains it.
func (s *source) open(ctx *kong.Context) {
	if s.read {
		return
	}
	s.read = true
	path := configPath(ctx, s.getenv)
	if path == "" {
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		s.problems.add("the configuration file cannot be read: %v.", err)
		return
	}
	if err := yaml.Unmarshal(data, &s.file); err != nil {
		s.problems.add("the configuration file %s is not YAML or JSON: %v.", path, firstLine(err))
		return
	}
	var known []string
	for _, flag := range settings(ctx.Model) {
		known = append(known, flag.Name, strings.ReplaceAll(flag.Name, "-", "_"))
	}
	for key := range s.file {
		if !slices.Contains(known, key) {
			s.problems.add("the configuration file has the setting %q, which does not exist.", key)
		}
	}
}

// configPath is --config, or SIGHTLINE_CONFIG.
func configPath(ctx *kong.Context, getenv Getenv) string {
	for _, flag := range ctx.Model.Flags {
		if flag.Name == "config" {
			if path, ok := ctx.FlagValue(flag).(string); ok && path != "" {
				return path
			}
		}
	}
	path, _ := getenv(Variable("config"))
	return path
}

// settings are the flags of Config, in the order of the struct.
func settings(app *kong.Application) []*kong.Flag {
	var found []*kong.Flag
	for _, flag := range app.Flags {
		if flag.Group != nil {
			found = append(found, flag)
		}
	}
	return found
}

// onCommandLine names the secrets that somebody typed as flags: every process of the machine can read a command line.
func onCommandLine(ctx *kong.Context) Problems {
	var p Problems
	for _, step := range ctx.Path {
		if step.Flag == nil || step.Resolved || step.Flag.Target.Type() != reflect.TypeFor[Secret]() {
			continue
		}
		if value, _ := ctx.FlagValue(step.Flag).(Secret); step.Flag.Name != "database-url" || hasPassword(value) {
			p.add("--%s would show a secret to every process of this machine: use %s or --%s-file.", step.Flag.Name, Variable(step.Flag.Name), step.Flag.Name)
		}
	}
	return p
}

func sortedProblems(p Problems) Problems {
	sort.Strings(p)
	return p
}

func firstLine(err error) error {
	text, _, _ := strings.Cut(err.Error(), "\n")
	return errors.New(text)
}
