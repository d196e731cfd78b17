extension Array where Element: Equatable {
    /// The element whose turn it is after `last`: the first one at the start or when `last` is no longer among
    /// them; nil when there is none.
    public func after(_ last: Element?) -> Element? {
        guard let last, let index = firstIndex(of: last) else { return first }
        return self[(index + 1) % count]
    }
}
