// Package frameworks is the library's printing house: the inspection frameworks that Sightline comes with, as versioned data files, and the reading and
// writing of a council's own as YAML or as a workbook.
//
// A file is read with bounds on its size and depth, and everything that cannot be understood in it is said by line or row. Whether a framework is whole is
// a rule (readiness.FrameworkFile.Check); here it is only read. A shipped file never changes once it has been released: a change is a new version.
package frameworks
