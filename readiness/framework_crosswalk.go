package readiness

import "slices"

// CrosswalkKinds are what can become of a criterion, in the order in which people ask for them.
var CrosswalkKinds = []Choice{
	{"changed", "Changed"},
	{"new", "New"},
	{"gone", "Gone"},
	{"same", "The same"},
}

// CompareFrameworks says what became of each criterion when nobody has: criteria are known again by their codes.
func CompareFrameworks(from, to Framework) Crosswalk {
	c := Crosswalk{From: from.Code, To: to.Code}
	for _, a := range to.Areas {
		for _, k := range a.Criteria {
			c.Rows = append(c.Rows, from.became(k))
		}
	}
	for _, a := range from.Areas {
		for _, k := range a.Criteria {
			if _, _, kept := to.Criterion(k.Code); !kept {
				c.Rows = append(c.Rows, CrosswalkRow{From: k.Code, Kind: "gone"})
			}
		}
	}
	return c
}

// became is the row of a criterion of a later version.
func (f Framework) became(k Criterion) CrosswalkRow {
	before, _, known := f.Criterion(k.Code)
	switch {
	case !known:
		return CrosswalkRow{To: k.Code, Kind: "new"}
	case before.Text != k.Text:
		return CrosswalkRow{From: k.Code, To: k.Code, Kind: "changed"}
	}
	return CrosswalkRow{From: k.Code, To: k.Code, Kind: "same"}
}

// Then joins a crosswalk with the one that goes on from where it ends.
func (c Crosswalk) Then(next Crosswalk) Crosswalk {
	joined := Crosswalk{From: c.From, To: next.To}
	for _, r := range c.Rows {
		if r.To == "" {
			joined.Rows = append(joined.Rows, r)
			continue
		}
		for _, n := range next.Rows {
			if n.From == r.To {
				joined.add(r, n)
			}
		}
	}
	for _, n := range next.Rows {
		if n.From == "" {
			joined.Rows = append(joined.Rows, n)
		}
	}
	joined.settle()
	return joined
}

// add joins two rows. What was new on the way and is gone again never was.
func (c *Crosswalk) add(first, then CrosswalkRow) {
	row := CrosswalkRow{From: first.From, To: then.To, Kind: "same", Note: first.Note}
	switch {
	case row.From == "" && row.To == "":
		return
	case row.From == "":
		row.Kind = "new"
	case row.To == "":
		row.Kind = "gone"
	case first.Kind == "changed" || then.Kind == "changed":
		row.Kind = "changed"
	}
	if row.Note == "" {
		row.Note = then.Note
	} else if then.Note != "" {
		row.Note += " " + then.Note
	}
	c.Rows = append(c.Rows, row)
}

// settle takes away rows that say again what another says better: of one pair the change, and “gone” or “new” of what is carried over after all.
func (c *Crosswalk) settle() {
	rows := c.Rows
	c.Rows = nil
	for i, r := range rows {
		better := slices.ContainsFunc(rows, func(o CrosswalkRow) bool {
			same := o.From == r.From && o.To == r.To
			return same && r.Kind == "same" && o.Kind == "changed" ||
				r.To == "" && o.From == r.From && o.To != "" || r.From == "" && o.To == r.To && o.From != ""
		})
		before := slices.ContainsFunc(rows[:i], func(o CrosswalkRow) bool { return o.From == r.From && o.To == r.To && o.Kind == r.Kind })
		if !better && !before {
			c.Rows = append(c.Rows, r)
		}
	}
}

// FindCrosswalk finds the way from one framework to another over as few crosswalks as there are; false when none leads there.
func FindCrosswalk(known []Crosswalk, from, to string) (Crosswalk, bool) {
	seen, ends := map[string]bool{from: true}, []Crosswalk(nil)
	for _, c := range known {
		if c.From == from {
			ends = append(ends, c)
		}
	}
	for len(ends) > 0 {
		at := ends[0]
		ends = ends[1:]
		if at.To == to {
			return at, true
		}
		if seen[at.To] {
			continue
		}
		seen[at.To] = true
		for _, c := range known {
			if c.From == at.To && !seen[c.To] {
				ends = append(ends, at.Then(c))
			}
		}
	}
	return Crosswalk{}, false
}

// Check says all that is wrong with a crosswalk between two frameworks. Every criterion of both must stand in it.
func (c Crosswalk) Check(from, to Framework) []FrameworkFault {
	k := &checking{}
	gone, carried, arrived, fresh := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i, r := range c.Rows {
		at := place("crosswalk.rows", i)
		k.row(at, r, from, to)
		if slices.ContainsFunc(c.Rows[:i], func(o CrosswalkRow) bool { return o.From == r.From && o.To == r.To }) {
			k.wrong(at, "The crosswalk has two rows "+r.words()+".")
		}
		gone[r.From], fresh[r.To] = gone[r.From] || r.To == "", fresh[r.To] || r.From == ""
		carried[r.From], arrived[r.To] = carried[r.From] || r.To != "", arrived[r.To] || r.From != ""
	}
	k.every(from, gone, carried, "gone", "is gone in one row and carried over in another")
	k.every(to, fresh, arrived, "new", "is new in one row and carried over in another")
	return k.faults
}

func (k *checking) row(at string, r CrosswalkRow, from, to Framework) {
	before, _, known := from.Criterion(r.From)
	after, _, there := to.Criterion(r.To)
	if r.From != "" && !known {
		k.wrong(at+".from", "The crosswalk leads from "+shortened(r.From, 40)+", which is no criterion of "+from.Code+".")
	}
	if r.To != "" && !there {
		k.wrong(at+".to", "The crosswalk leads to "+shortened(r.To, 40)+", which is no criterion of "+to.Code+".")
	}
	if len([]rune(r.Note)) > 300 {
		k.wrong(at+".note", "The note of the crosswalk "+r.words()+" is longer than 300 characters.")
	}
	switch r.Kind {
	case "same", "changed":
		switch {
		case r.From == "" || r.To == "":
			k.wrong(at, "The crosswalk "+r.words()+" says "+r.Kind+", so it needs a code of both versions.")
		case r.Kind == "same" && known && there && before.Text != after.Text:
			k.wrong(at+".kind", "The crosswalk says that "+r.To+" is the same, but its text is another one. Write changed.")
		}
	case "new":
		if r.From != "" || r.To == "" {
			k.wrong(at, "The crosswalk "+r.words()+" says new, so it needs the code of the later version alone.")
		}
	case "gone":
		if r.To != "" || r.From == "" {
			k.wrong(at, "The crosswalk "+r.words()+" says gone, so it needs the code of the earlier version alone.")
		}
	default:
		k.wrong(at+".kind", "The crosswalk "+r.words()+" says “"+shortened(r.Kind, 40)+"”. Write same, changed, new or gone.")
	}
}

// every asks for each criterion of one side to stand in the crosswalk, and not as two things.
func (k *checking) every(f Framework, alone, both map[string]bool, word, twice string) {
	for _, a := range f.Areas {
		for _, c := range a.Criteria {
			switch {
			case alone[c.Code] && both[c.Code]:
				k.wrong("crosswalk", "In the crosswalk "+c.Code+" "+twice+".")
			case c.Code != "" && !alone[c.Code] && !both[c.Code]:
				k.wrong("crosswalk", "The crosswalk does not say what became of "+c.Code+" of "+f.Code+". Add a row, "+word+" if nothing is carried over.")
			}
		}
	}
}

// words name a row inside a sentence.
func (r CrosswalkRow) words() string {
	switch {
	case r.From == "" && r.To == "":
		return "without a code"
	case r.From == "":
		return "to " + shortened(r.To, 40)
	case r.To == "":
		return "from " + shortened(r.From, 40)
	}
	return "from " + shortened(r.From, 40) + " to " + shortened(r.To, 40)
}
