// Package arch keeps the arrows of the house: who may import whom, and why a red line matters.
package arch

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// Module is the module whose arrows are kept. The standalone module is not part of it and may import everything.
const Module = "github.com/sightline-readiness/sightline"

// A Room is a folder of the house (with the folders below it) and what its code, tests aside, may import.
type Room struct {
	Folder string
	Says   string   // why there is an end to what it may import
	Ours   []string // folders of this module; "internal/*" is all of internal but what stands apart
	Others []string // modules or packages of others, with all below them
	Not    []string // packages of the standard library that it may not import, with all below them
}

// A Fault is an import that the table does not allow.
type Fault struct {
	Package string // folder that imports
	Import  string
	Because string
}

// String is the red line: "web imports github.com/jackc/pgx/v5: pages would depend on the database driver".
func (f Fault) String() string {
	return fmt.Sprintf("%s imports %s: %s", f.Package, f.Import, f.Because)
}

// Check compares the imports of every package, folder to import paths, with the table. The faults come in the order of the folders.
func Check(imports map[string][]string) []Fault {
	var faults []Fault
	for _, folder := range sorted(imports) {
		room, ok := roomOf(folder)
		if !ok {
			faults = append(faults, Fault{folder, "something", "the folder has no row in internal/arch; say first what it may know"})
			continue
		}
		for _, imported := range imports[folder] {
			if why := room.refuses(folder, imported); why != "" {
				faults = append(faults, Fault{folder, imported, why})
			}
		}
	}
	return faults
}

func sorted(imports map[string][]string) []string {
	folders := make([]string, 0, len(imports))
	for folder := range imports {
		folders = append(folders, folder)
	}
	slices.Sort(folders)
	return folders
}

// roomOf finds the row with the longest folder that holds this one.
func roomOf(folder string) (Room, bool) {
	for f := folder; f != "."; f = path.Dir(f) {
		for _, r := range Rooms {
			if r.Folder == f {
				return r, true
			}
		}
	}
	return Room{}, false
}

// refuses says why an import is not allowed, "" when it is.
func (r Room) refuses(folder, imported string) string {
	inside, ours := strings.CutPrefix(imported, Module+"/")
	first, _, _ := strings.Cut(imported, "/")
	switch {
	case ours && (within(inside, folder) || within(inside, r.Folder) || r.mayOurs(inside)):
		return ""
	case ours:
		return r.because(inside)
	case strings.Contains(first, "."):
		if slices.ContainsFunc(r.Others, func(o string) bool { return within(imported, o) }) {
			return ""
		}
		return r.because(imported)
	case slices.ContainsFunc(r.Not, func(n string) bool { return within(imported, n) }):
		return r.Says
	}
	return ""
}

func (r Room) mayOurs(inside string) bool {
	return slices.ContainsFunc(r.Ours, func(o string) bool {
		if o == "internal/*" {
			return within(inside, "internal") && !slices.ContainsFunc(apart, func(s string) bool { return within(inside, s) })
		}
		return within(inside, o)
	})
}

// because finds the sentence about one forbidden thing, or what the room says in general.
func (r Room) because(imported string) string {
	for _, red := range Reds {
		if within(r.Folder, red.From) && within(imported, red.To) {
			return red.Because
		}
	}
	return r.Says
}

// within reports whether p is the folder (or import path) or below it.
func within(p, folder string) bool { return p == folder || strings.HasPrefix(p, folder+"/") }
