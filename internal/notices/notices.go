package notices

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// A Module is one Go module that a program links.
type Module struct {
	Path, Version, Dir string
}

// A Licence is a text and the modules that come under it.
type Licence struct {
	Name    string // such as "MIT"; "" when we do not know it
	Text    string
	Modules []Module
}

// known tells licences by words that stand in them and in no other. The order matters: the first that fits is taken.
var known = []struct{ name, words string }{
	{"MPL-2.0", "mozilla public license version 2.0"}, // it names the GNU licences, so it comes before them
	{"MPL-2.0", "mozilla public license, version 2.0"},
	{"AGPL", "gnu affero general public license"},
	{"LGPL", "gnu lesser general public license"},
	{"GPL", "gnu general public license"},
	{"Apache-2.0", "apache license"},
	{"BSD", "redistribution and use in source and binary forms"},
	{"MIT", "permission is hereby granted, free of charge"},
	{"ISC", "permission to use, copy, modify, and/or distribute"},
	{"ISC", "permission to use, copy, modify, and distribute"},
	{"Unlicense", "this is free and unencumbered software"},
	{"CC0-1.0", "cc0 1.0 universal"},
}

// Shippable lists the licences under which we may link a module into an MIT program.
var Shippable = []string{"MPL-2.0", "Apache-2.0", "BSD", "MIT", "ISC", "Unlicense", "CC0-1.0"}

// NameOf tells a licence by its text; "" when it is none that we know.
func NameOf(text string) string {
	words := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	for _, k := range known {
		if strings.Contains(words, k.words) {
			return k.name
		}
	}
	return ""
}

// Gather reads the licence file of every module and puts equal texts together, in the order of their first module.
func Gather(modules []Module) ([]Licence, error) {
	sort.Slice(modules, func(i, j int) bool { return modules[i].Path < modules[j].Path })
	var all []Licence
	at := map[string]int{}
	for _, m := range modules {
		text, err := licenceOf(m)
		if err != nil {
			return nil, err
		}
		i, seen := at[text]
		if !seen {
			i = len(all)
			at[text] = i
			all = append(all, Licence{Name: NameOf(text), Text: text})
		}
		all[i].Modules = append(all[i].Modules, m)
	}
	return all, nil
}

// licenceOf joins a module's licence and notice files.
func licenceOf(m Module) (string, error) {
	entries, err := os.ReadDir(m.Dir)
	if err != nil {
		return "", fmt.Errorf("read module %s: %w", m.Path, err)
	}
	var text strings.Builder
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		if e.IsDir() || !(strings.HasPrefix(name, "LICEN") || strings.HasPrefix(name, "COPYING") || strings.HasPrefix(name, "NOTICE") || strings.HasPrefix(name, "UNLICENSE")) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(m.Dir, e.Name()))
		if err != nil {
			return "", fmt.Errorf("read the licence of %s: %w", m.Path, err)
		}
		text.WriteString(strings.TrimSpace(strings.ReplaceAll(string(data), "\r\n", "\n")) + "\n")
	}
	if text.Len() == 0 {
		return inTheRepository[m.Path], nil
	}
	return text.String(), nil
}

// inTheRepository has the terms of modules whose licence file stands above them in their repository, and so is not in the module.
var inTheRepository = map[string]string{
	"github.com/cactus/go-statsd-client/statsd": "Copyright (c) 2012-2016 Eli Janssen. Use of this source code is governed by an MIT-style licence:\n" +
		"Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files, to deal in the\n" +
		"Software without restriction, on the conditions of the MIT License.\n",
	Unstated[0]: "This module carries no licence file. It comes in through the Temporal server, which is MIT.\n",
}

// Unstated lists the modules that state no licence. Each is a question to its publisher, not an answer.
var Unstated = []string{"github.com/nexus-rpc/nexus-proto-annotations"}

// Write puts licences into one text: first what comes under which, then each text once.
func Write(all []Licence) string {
	var b strings.Builder
	b.WriteString("Sightline is linked from the Go modules below. Each comes under the licence whose number stands beside it.\nWhat is not Go is named in docs/third-party.md.\n\n")
	for i, l := range all {
		for _, m := range l.Modules {
			fmt.Fprintf(&b, "[%d] %-12s %s %s\n", i+1, l.Name, m.Path, m.Version)
		}
	}
	for i, l := range all {
		fmt.Fprintf(&b, "\n%s\n[%d] %s\n\n%s", strings.Repeat("=", 80), i+1, l.Name, l.Text)
	}
	return b.String()
}
