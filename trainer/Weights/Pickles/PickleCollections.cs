namespace PhotoScore.Trainer.Weights.Pickles;

/// <summary>The instructions that put values together and take them apart.</summary>
internal static class PickleCollections
{
    /// <summary>Carries the instruction out if it is one of them.</summary>
    public static bool TryDo(Opcode code, PickleStack stack)
    {
        switch (code)
        {
            case Opcode.Mark:
                stack.PushMark();
                return true;
            case Opcode.Pop:
                stack.Drop();
                return true;
            case Opcode.PopMark:
                stack.PopToMark();
                return true;
            case Opcode.Duplicate:
                stack.Push(stack.Top());
                return true;
            case Opcode.EmptyTuple:
                stack.Push(Array.Empty<object?>());
                return true;
            case Opcode.Tuple1:
                stack.Push(new[] { stack.Pop() });
                return true;
            case Opcode.Tuple2:
                var second = stack.Pop();
                stack.Push(new[] { stack.Pop(), second });
                return true;
            case Opcode.Tuple3:
                var (third, middle) = (stack.Pop(), stack.Pop());
                stack.Push(new[] { stack.Pop(), middle, third });
                return true;
            case Opcode.Tuple:
                stack.Push(stack.PopToMark());
                return true;
            default:
                return TryFill(code, stack);
        }
    }

    private static bool TryFill(Opcode code, PickleStack stack)
    {
        switch (code)
        {
            case Opcode.EmptyList:
                stack.Push(new List<object?>());
                return true;
            case Opcode.List:
                stack.Push(new List<object?>(stack.PopToMark()));
                return true;
            case Opcode.Append:
                var item = stack.Pop();
                stack.Top<List<object?>>("list").Add(item);
                return true;
            case Opcode.Appends:
                var items = stack.PopToMark();
                stack.Top<List<object?>>("list").AddRange(items);
                return true;
            case Opcode.EmptyDictionary:
                stack.Push(new PickleDictionary());
                return true;
            case Opcode.Dictionary:
                var made = new PickleDictionary();
                made.SetAll(stack.PopToMark());
                stack.Push(made);
                return true;
            case Opcode.SetItem:
                var value = stack.Pop();
                var key = stack.Pop();
                stack.Top<PickleDictionary>("dictionary").Set(key, value);
                return true;
            case Opcode.SetItems:
                var pairs = stack.PopToMark();
                stack.Top<PickleDictionary>("dictionary").SetAll(pairs);
                return true;
            default:
                return false;
        }
    }
}
