package workflows

// What the tests of this package look at from outside.
var (
	ToTemporal   = toTemporal
	FromTemporal = fromTemporal
)
