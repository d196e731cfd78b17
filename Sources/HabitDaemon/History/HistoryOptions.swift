/// How the history is opened.
package struct HistoryOptions: Sendable {
    /// Memory SQLite may hold pages in, in KiB. What a day needs is a handful of pages.
    package var cacheKiB = 512
    /// Pages of 2 KiB the file may grow to; nil for as far as the disk goes. A full disk, at the seam where tests
    /// need one.
    package var maximumPages: Int?
    /// How many automatic backups are kept.
    package var backupsKept = 7
    /// The steps that make the file's form. Tests stand in for later versions with longer lists.
    var migrations = Migration.all

    package init() {}
}
