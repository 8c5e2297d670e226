using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace X0tta6bl4.Release.Conventions.Reading;

/// <summary>Which types a type uses: in its bases, members and method bodies.</summary>
static class UsedTypes
{
    static readonly Dictionary<short, OpCode> OpCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public static IReadOnlySet<Type> Of(Type type)
    {
        var members = type.GetMembers(SourceAssemblies.Declared);
        var used = new HashSet<Type>();
        Add(used, [type.BaseType, .. type.GetInterfaces()]);
        Add(used, members.SelectMany(Signature));
        Add(used, members.OfType<MethodBase>().SelectMany(Body));
        return used;
    }

    /// <summary>Generic types and arrays count as what they are made of.</summary>
    static void Add(HashSet<Type> used, IEnumerable<Type?> types)
    {
        foreach (var type in types.OfType<Type>())
        {
            if (type.HasElementType)
            {
                Add(used, [type.GetElementType()]);
            }
            else if (!type.IsGenericParameter && used.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type))
            {
                Add(used, [type.DeclaringType]);
            }

            Add(used, type.GenericTypeArguments);
        }
    }

    /// <summary>Properties and events are covered by their accessors.</summary>
    static IEnumerable<Type?> Signature(MemberInfo member) => member switch
    {
        FieldInfo field => [field.FieldType],
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType)],
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        _ => [],
    };

    static IEnumerable<Type?> Body(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
        {
            yield break;
        }

        foreach (var local in body.LocalVariables)
        {
            yield return local.LocalType;
        }

        foreach (var token in Tokens(body.GetILAsByteArray()!))
        {
            var member = method.Module.ResolveMember(token, method.DeclaringType!.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null)!;
            yield return member as Type ?? member.DeclaringType;
            foreach (var type in member is MethodInfo { IsGenericMethod: true } called ? called.GetGenericArguments() : [])
            {
                yield return type;
            }

            foreach (var type in Signature(member))
            {
                yield return type;
            }
        }
    }

    /// <summary>Metadata tokens of types, methods and fields in a method's code, ECMA-335 III.</summary>
    static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var isLong = code[at] == 0xFE;
            var operation = OpCodes[isLong ? (short)(0xFE00 | code[at + 1]) : code[at]];
            at += isLong ? 2 : 1;
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at));
            }

            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at))),
                _ => 4,
            };
        }
    }
}
