namespace PhotoScore.Trainer.Weights.Pickles;

/// <summary>
/// Reads Python's pickles, protocols 0 to 5, into plain values: null, bool, long, double, string, byte[], <c>List&lt;object?&gt;</c>,
/// <c>object?[]</c> for a tuple and <see cref="PickleDictionary"/>. In Python a pickle is a program that calls whatever it names; here it can
/// only reach what its <see cref="IPickleWorld"/> gives out. There is no recursion, and no more memory than the pickle has bytes, times a small number.
/// </summary>
/// <param name="world">What may be named.</param>
internal sealed class PickleReader(IPickleWorld world)
{
    private const int NewestProtocol = 5;

    /// <summary>Reads one pickle.</summary>
    /// <param name="bytes">It, and whatever follows it.</param>
    /// <param name="length">How many bytes it took.</param>
    /// <exception cref="InvalidDataException">It is broken, or names or does what is not allowed.</exception>
    public object? Read(ReadOnlySpan<byte> bytes, out int length)
    {
        var input = new PickleInput(bytes);
        var stack = new PickleStack();
        while (true)
        {
            var code = (Opcode)input.Byte();
            if (code == Opcode.Stop)
            {
                length = bytes.Length - input.Left;
                return stack.Pop();
            }

            if (!PickleValues.TryRead(code, ref input, stack) && !PickleCollections.TryDo(code, stack) && !TryRemember(code, ref input, stack))
                Reach(code, ref input, stack);
        }
    }

    private static bool TryRemember(Opcode code, ref PickleInput input, PickleStack stack)
    {
        switch (code)
        {
            case Opcode.Put:
                stack.Remember(PickleValues.Integer(input.Line()));
                return true;
            case Opcode.BinPut:
                stack.Remember(input.Byte());
                return true;
            case Opcode.LongBinPut:
                stack.Remember(input.UInt32());
                return true;
            case Opcode.Memoize:
                stack.RememberNext();
                return true;
            case Opcode.Get:
                stack.Recall(PickleValues.Integer(input.Line()));
                return true;
            case Opcode.BinGet:
                stack.Recall(input.Byte());
                return true;
            case Opcode.LongBinGet:
                stack.Recall(input.UInt32());
                return true;
            default:
                return false;
        }
    }

    private void Reach(Opcode code, ref PickleInput input, PickleStack stack)
    {
        switch (code)
        {
            case Opcode.Protocol:
                if (input.Byte() is > NewestProtocol and var protocol)
                    throw new InvalidDataException($"The pickle is of protocol {protocol}; {NewestProtocol} is the newest that is known here.");
                break;
            case Opcode.Frame:
                // A hint for readers of streams; the bytes that follow say by themselves where they end.
                input.Take(8);
                break;
            case Opcode.Global:
                stack.Push(world.Find(input.Line(), input.Line()));
                break;
            case Opcode.StackGlobal:
                var name = stack.Pop<string>("name");
                stack.Push(world.Find(stack.Pop<string>("module"), name));
                break;
            case Opcode.Reduce:
                var arguments = stack.Pop<object?[]>("tuple of arguments");
                stack.Push(world.Call(stack.Pop(), arguments));
                break;
            case Opcode.BinPersistentId:
                stack.Push(world.Resolve(stack.Pop()));
                break;
            case Opcode.Build:
                Build(stack);
                break;
            default:
                throw new InvalidDataException($"The pickle has instruction 0x{(byte)code:x2}, which no file of weights needs: it is refused.");
        }
    }

    // A state dictionary carries its modules' versions as an attribute; nothing else here has any.
    private static void Build(PickleStack stack)
    {
        stack.Pop<PickleDictionary>("attributes");
        stack.Top<PickleDictionary>("dictionary that can have attributes");
    }
}
