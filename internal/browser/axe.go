package browser

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

//go:embed testdata/axe-core/axe.min.js
var axeScript string

// axeRules are the WCAG 2.2 AA rules, and what axe calls best practice.
const axeRules = `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`

// A Violation is one rule of axe-core that the page breaks.
type Violation struct {
	ID     string   `json:"id"`     // the rule, such as "image-alt"
	Impact string   `json:"impact"` // "minor", "moderate", "serious" or "critical"
	Help   string   `json:"help"`
	Where  []string `json:"where"` // the elements, as CSS selector and markup
}

// String is the violation in one paragraph.
func (v Violation) String() string {
	return fmt.Sprintf("%s (%s): %s\n  %s", v.ID, v.Impact, v.Help, strings.Join(v.Where, "\n  "))
}

// Axe checks the page as it is now. It works whatever the page's content security policy says, and also while scripts are off: axe gets
// them for the moment, the page's own scripts stay unloaded.
func (b *Browser) Axe() []Violation {
	b.t.Helper()
	if b.scriptless {
		b.JavaScript(true)
		defer b.JavaScript(false)
	}
	if ask[string](b, "typeof window.axe") == "undefined" {
		ask[bool](b, axeScript+";true")
	}
	return ask[[]Violation](b, `axe.run(document, {runOnly: {type: "tag", values: `+axeRules+`}, resultTypes: ["violations"]}).then(r => r.violations.map(v => ({
		id: v.id, impact: v.impact, help: v.help, where: v.nodes.slice(0, 5).map(n => n.target.join(" ") + "  " + n.html),
	})))`, chromedp.EvalAwaitPromise)
}
