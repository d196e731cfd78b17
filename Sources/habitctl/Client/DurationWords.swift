internal import HabitKit

/// Durations as typed, refused in the kit's words.
enum DurationWords {
    static func seconds(_ text: String) throws(Failure) -> Int {
        do throws(DurationTextError) {
            return Int(try DurationText.parse(text).wholeSeconds)
        } catch {
            throw Failure(.usage, "\(error.description).".capitalizedFirst)
        }
    }
}

extension String {
    /// A sentence begins with a capital letter.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
