@main
enum WalkProgram {
    static func main() {}
}
